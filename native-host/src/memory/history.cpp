#include "memory/history.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

namespace fuwake::memory {
namespace {

// So long deciding waits for another program that writes, in milliseconds.
constexpr int longest_wait = 10'000;

constexpr int application_id = 0x46757761;  // "Fuwa"
constexpr const char* set_application_id = "PRAGMA application_id = 1182103393";

constexpr const char* schema =
    "CREATE TABLE IF NOT EXISTS decisions ("
    "id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL UNIQUE, "
    "label TEXT NOT NULL, time INTEGER NOT NULL)";

// Another program has the file; everything else that goes wrong is a plain runtime_error.
struct Busy : std::runtime_error {
  using std::runtime_error::runtime_error;
};

[[noreturn]] void fail(sqlite3* database, int status) {
  const char* name = database != nullptr ? sqlite3_db_filename(database, "main") : nullptr;
  const std::string message = std::string("decisions: ") + (name != nullptr ? name : "") + ": " +
                              (database != nullptr ? sqlite3_errmsg(database) : "no memory");
  if ((status & 0xff) == SQLITE_BUSY || (status & 0xff) == SQLITE_LOCKED) throw Busy(message);
  throw std::runtime_error(message);
}

// A statement with its values bound, in order.
class Statement {
 public:
  Statement(sqlite3* database, const char* sql) : database_(database) {
    const int status = sqlite3_prepare_v2(database, sql, -1, &statement_, nullptr);
    if (status != SQLITE_OK) fail(database, status);
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement() { sqlite3_finalize(statement_); }

  Statement& bind(const std::string& text) {
    sqlite3_bind_text(statement_, ++bound_, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    return *this;
  }
  Statement& bind(std::int64_t number) {
    sqlite3_bind_int64(statement_, ++bound_, number);
    return *this;
  }
  /// True for a row, false at the end.
  bool step() {
    const int status = sqlite3_step(statement_);
    if (status == SQLITE_ROW) return true;
    if (status != SQLITE_DONE) fail(database_, status);
    return false;
  }
  std::string text(int column) const {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return data == nullptr ? "" : std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
  }
  std::int64_t number(int column) const { return sqlite3_column_int64(statement_, column); }

 private:
  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
};

Decision decision_in(const Statement& row) {
  Decision decision;
  decision.id = row.number(0);
  decision.kind = decisions::decision_kind(row.text(1)).value_or(DecisionKind::honest);
  decision.key = row.text(2);
  decision.label = row.text(3);
  decision.time = row.number(4);
  return decision;
}

// Which file stands there: it may be put aside and made anew while the program runs.
struct Identity {
  dev_t device = 0;
  ino_t number = 0;
  bool operator==(const Identity&) const = default;
};

std::optional<Identity> identity_of(const std::filesystem::path& file) {
  struct stat status {};
  if (stat(file.c_str(), &status) != 0) return std::nullopt;
  return Identity{status.st_dev, status.st_ino};
}

// SQLite would make the file readable to all and tighten nothing; its log and index take the file's own mode.
// Without a descriptor: closing one would drop every lock that this process has on the file (fcntl(2)), those of a
// reader included. Another program then took itself for the last one and deleted the log into which we go on writing.
void make_file(const std::filesystem::path& file) {
  std::filesystem::path folder;
  for (const auto& part : file.parent_path()) {
    folder /= part;
    if (mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST && !std::filesystem::is_directory(folder))
      throw std::runtime_error("decisions: " + folder.string() + ": " + std::strerror(errno));
  }
  struct stat status {};
  // One of an older version, or restored from a copy: nobody else has a part in it.
  if (stat(file.c_str(), &status) == 0) {
    if (S_ISREG(status.st_mode) && (status.st_mode & 077) != 0) chmod(file.c_str(), S_IRUSR | S_IWUSR);
  } else if (mknod(file.c_str(), S_IFREG | S_IRUSR | S_IWUSR, 0) != 0 && errno != EEXIST) {
    throw std::runtime_error("decisions: " + file.string() + ": " + std::strerror(errno));
  }
}

// An open database. `wait`: so many milliseconds for another program that writes.
class Connection {
 public:
  Connection(const std::filesystem::path& file, int wait) : identity_(identity_of(file)) {
    constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    if (const int status = sqlite3_open_v2(file.c_str(), &database_, flags, nullptr); status != SQLITE_OK) {
      const std::string message = database_ != nullptr ? sqlite3_errmsg(database_) : "no memory";
      sqlite3_close(database_);
      throw std::runtime_error("decisions: " + file.string() + ": " + message);
    }
    sqlite3_busy_timeout(database_, wait);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { sqlite3_close(database_); }

  Statement prepare(const char* sql) const { return Statement(database_, sql); }
  void run(const char* sql) const { prepare(sql).step(); }
  std::int64_t last_id() const { return sqlite3_last_insert_rowid(database_); }
  int changes() const { return sqlite3_changes(database_); }
  bool is_of(const std::filesystem::path& file) const { return identity_ && identity_of(file) == identity_; }

  /// Nothing has been kept in it yet. A database of another program in our place is not ours to write into.
  bool is_new() const {
    auto statement = prepare("SELECT (SELECT count(*) FROM sqlite_master), application_id FROM pragma_application_id");
    statement.step();
    if (statement.number(1) == application_id) return statement.number(0) == 0;
    if (statement.number(1) != 0 || statement.number(0) > 0)
      throw std::runtime_error(std::string("decisions: ") + sqlite3_db_filename(database_, "main") +
                               ": is a file of another program");
    return true;
  }

 private:
  std::optional<Identity> identity_;
  sqlite3* database_ = nullptr;
};

// All or nothing, for the program may end at any point: what was replaced is gone only where what replaces it
// is there. Writing is reserved at once, so that nobody who waits does so with something read before.
class Transaction {
 public:
  explicit Transaction(const Connection& connection) : connection_(connection) { connection_.run("BEGIN IMMEDIATE"); }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction() {
    if (!open_) return;
    try {
      connection_.run("ROLLBACK");
    } catch (const std::runtime_error&) {
      // SQLite has rolled back already.
    }
  }
  void commit() {
    connection_.run("COMMIT");
    open_ = false;
  }

 private:
  const Connection& connection_;
  bool open_ = true;
};

class FileHistory final : public History {
 public:
  explicit FileHistory(std::filesystem::path file) : file_(std::move(file)) {}

  std::optional<Decision> find(const std::string& key) const override {
    const std::lock_guard lock(reading_);
    if (!exists()) return std::nullopt;
    const Connection* connection = reader();
    if (connection == nullptr) return std::nullopt;
    auto statement = connection->prepare("SELECT id, kind, key, label, time FROM decisions WHERE key = ?");
    if (!statement.bind(key).step()) return std::nullopt;
    return decision_in(statement);
  }

  std::uint64_t generation() const override {
    const std::lock_guard lock(reading_);
    const Connection* connection = exists() ? reader() : nullptr;
    if (connection == nullptr) return 0;
    // SQLite counts what others than this connection have changed; it changes nothing itself.
    auto statement = connection->prepare("PRAGMA data_version");
    statement.step();
    return opened_ << 32 | static_cast<std::uint32_t>(statement.number(0));
  }

  std::vector<Decision> list() const override {
    std::vector<Decision> decisions;
    if (!exists()) return decisions;
    const Connection connection(file_, longest_wait);
    if (connection.is_new()) return decisions;
    auto statement = connection.prepare("SELECT id, kind, key, label, time FROM decisions ORDER BY time DESC, id DESC");
    while (statement.step()) decisions.push_back(decision_in(statement));
    return decisions;
  }

  std::int64_t decide(const Decision& decision) override {
    const std::lock_guard lock(writing_);
    const Connection& connection = writer();
    Transaction transaction(connection);
    connection.prepare("DELETE FROM decisions WHERE key = ?").bind(decision.key).step();
    connection.prepare("INSERT INTO decisions (kind, key, label, time) VALUES (?, ?, ?, ?)")
        .bind(std::string(decisions::name_of(decision.kind)))
        .bind(decision.key)
        .bind(decision.label)
        .bind(decision.time)
        .step();
    const std::int64_t id = connection.last_id();
    connection
        .prepare("DELETE FROM decisions WHERE id NOT IN (SELECT id FROM decisions ORDER BY time DESC, id DESC LIMIT ?)")
        .bind(std::int64_t{most_decisions})
        .step();
    transaction.commit();
    return id;
  }

  bool undo(std::int64_t id) override {
    const std::lock_guard lock(writing_);
    if (!exists()) return false;
    const Connection& connection = writer();
    connection.prepare("DELETE FROM decisions WHERE id = ?").bind(id).step();
    return connection.changes() > 0;
  }

 private:
  bool exists() const {
    std::error_code error;
    return std::filesystem::exists(file_, error);
  }

  // Null where nothing has been kept yet.
  const Connection* reader() const {
    if (reader_ && reader_->is_of(file_)) return reader_.get();
    // With a log, readers wait for no writer but for the moment in which it is set up.
    constexpr int moment = 20;
    reader_.reset();
    auto connection = std::make_unique<Connection>(file_, moment);
    if (connection->is_new()) return nullptr;
    reader_ = std::move(connection);
    ++opened_;
    return reader_.get();
  }

  const Connection& writer() {
    if (writer_ && !writer_->is_of(file_)) writer_.reset();
    if (writer_) return *writer_;
    // Where several programs make the file at once, SQLite does not wait for the change of its kind.
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(longest_wait);
    while (true) {
      try {
        make_file(file_);
        writer_.emplace(file_, longest_wait);
        set_up(*writer_);
        return *writer_;
      } catch (const Busy&) {
        writer_.reset();
        if (std::chrono::steady_clock::now() > deadline) throw;
      } catch (...) {
        writer_.reset();
        throw;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  static void set_up(const Connection& connection) {
    connection.is_new();  // before anything is changed
    connection.run("PRAGMA journal_mode = WAL");
    connection.run("PRAGMA synchronous = FULL");
    Transaction transaction(connection);
    if (connection.is_new()) connection.run(set_application_id);
    connection.run(schema);
    transaction.commit();
  }

  std::filesystem::path file_;
  // Apart, for analysis must not wait where deciding does.
  mutable std::mutex reading_, writing_;
  mutable std::unique_ptr<const Connection> reader_;
  mutable std::uint64_t opened_ = 0;  // how often `reader_` was
  std::optional<Connection> writer_;
};

class EmptyHistory final : public History {
 public:
  std::optional<Decision> find(const std::string&) const override { return std::nullopt; }
  std::vector<Decision> list() const override { return {}; }
  std::int64_t decide(const Decision&) override { throw std::runtime_error("decisions: there is no place for them"); }
  bool undo(std::int64_t) override { return false; }
};

}  // namespace

std::unique_ptr<History> open_history(const std::filesystem::path& file) {
  return std::make_unique<FileHistory>(file);
}

std::unique_ptr<History> empty_history() {
  return std::make_unique<EmptyHistory>();
}

}  // namespace fuwake::memory
