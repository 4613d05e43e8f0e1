#include "memory/history.h"

#include <sqlite3.h>

#include <array>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace fuwake::memory {
namespace {

constexpr std::array<std::pair<DecisionKind, const char*>, 3> kinds = {{
    {DecisionKind::trusted, "trusted"},
    {DecisionKind::honest, "honest"},
    {DecisionKind::dishonest, "dishonest"},
}};

constexpr int application_id = 0x46757761;  // "Fuwa"

constexpr const char* schema =
    "CREATE TABLE IF NOT EXISTS decisions ("
    "id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL UNIQUE, "
    "label TEXT NOT NULL, time INTEGER NOT NULL)";

[[noreturn]] void fail(sqlite3* database, const char* what) {
  throw std::runtime_error(std::string("decisions: ") + what + ": " +
                           (database != nullptr ? sqlite3_errmsg(database) : "no memory"));
}

// A statement with its values bound, in order.
class Statement {
 public:
  Statement(sqlite3* database, const char* sql) : database_(database) {
    if (sqlite3_prepare_v2(database, sql, -1, &statement_, nullptr) != SQLITE_OK) fail(database, sql);
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
    if (status != SQLITE_DONE) fail(database_, "step");
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
  decision.kind = decision_kind(row.text(1)).value_or(DecisionKind::honest);
  decision.key = row.text(2);
  decision.label = row.text(3);
  decision.time = row.number(4);
  return decision;
}

class SqliteHistory final : public History {
 public:
  explicit SqliteHistory(const std::filesystem::path& file) {
    std::filesystem::create_directories(file.parent_path());
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX;
    if (sqlite3_open_v2(file.c_str(), &database_, flags, nullptr) != SQLITE_OK) {
      const std::string message = database_ != nullptr ? sqlite3_errmsg(database_) : "no memory";
      sqlite3_close(database_);
      throw std::runtime_error("decisions: " + file.string() + ": " + message);
    }
    try {
      sqlite3_busy_timeout(database_, 2000);
      check_whose();
      run(schema);
    } catch (...) {
      sqlite3_close(database_);
      throw;
    }
    std::error_code ignored;
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
                                 ignored);
  }
  SqliteHistory(const SqliteHistory&) = delete;
  SqliteHistory& operator=(const SqliteHistory&) = delete;
  ~SqliteHistory() override { sqlite3_close(database_); }

  std::optional<Decision> find(const std::string& key) const override {
    const std::lock_guard lock(mutex_);
    Statement statement(database_, "SELECT id, kind, key, label, time FROM decisions WHERE key = ?");
    if (!statement.bind(key).step()) return std::nullopt;
    return decision_in(statement);
  }

  std::vector<Decision> list() const override {
    const std::lock_guard lock(mutex_);
    Statement statement(database_, "SELECT id, kind, key, label, time FROM decisions ORDER BY time DESC, id DESC");
    std::vector<Decision> decisions;
    while (statement.step()) decisions.push_back(decision_in(statement));
    return decisions;
  }

  std::int64_t decide(const Decision& decision) override {
    const std::lock_guard lock(mutex_);
    Statement(database_, "DELETE FROM decisions WHERE key = ?").bind(decision.key).step();
    Statement(database_, "INSERT INTO decisions (kind, key, label, time) VALUES (?, ?, ?, ?)")
        .bind(std::string(name_of(decision.kind)))
        .bind(decision.key)
        .bind(decision.label)
        .bind(decision.time)
        .step();
    const std::int64_t id = sqlite3_last_insert_rowid(database_);
    Statement(database_,
              "DELETE FROM decisions WHERE id NOT IN (SELECT id FROM decisions ORDER BY time DESC, id DESC LIMIT ?)")
        .bind(std::int64_t{most_decisions})
        .step();
    return id;
  }

  bool undo(std::int64_t id) override {
    const std::lock_guard lock(mutex_);
    Statement(database_, "DELETE FROM decisions WHERE id = ?").bind(id).step();
    return sqlite3_changes(database_) > 0;
  }

 private:
  void run(const char* sql) { Statement(database_, sql).step(); }

  // A database of another program in our place is not ours to write into.
  void check_whose() {
    Statement statement(database_, "PRAGMA application_id");
    statement.step();
    const std::int64_t found = statement.number(0);
    Statement tables(database_, "SELECT count(*) FROM sqlite_master");
    tables.step();
    if (found == application_id) return;
    if (found != 0 || tables.number(0) > 0) throw std::runtime_error("decisions: not a file of ours");
    run("PRAGMA application_id = 1182103393");
  }

  mutable std::mutex mutex_;  // sqlite3_last_insert_rowid and sqlite3_changes are of the connection
  sqlite3* database_ = nullptr;
};

// Opens the file when there is one, or when something is to be kept.
class FileHistory final : public History {
 public:
  explicit FileHistory(std::filesystem::path file) : file_(std::move(file)) {}

  std::optional<Decision> find(const std::string& key) const override {
    try {
      const SqliteHistory* history = opened(false);
      return history == nullptr ? std::nullopt : history->find(key);
    } catch (const std::runtime_error&) {
      return std::nullopt;
    }
  }
  std::vector<Decision> list() const override {
    const SqliteHistory* history = opened(false);
    return history == nullptr ? std::vector<Decision>{} : history->list();
  }
  std::int64_t decide(const Decision& decision) override { return opened(true)->decide(decision); }
  bool undo(std::int64_t id) override {
    SqliteHistory* history = opened(false);
    return history != nullptr && history->undo(id);
  }

 private:
  SqliteHistory* opened(bool make) const {
    const std::lock_guard lock(mutex_);
    std::error_code error;
    if (!history_ && (make || std::filesystem::exists(file_, error)))
      history_ = std::make_unique<SqliteHistory>(file_);
    return history_.get();
  }

  std::filesystem::path file_;
  mutable std::mutex mutex_;
  mutable std::unique_ptr<SqliteHistory> history_;
};

class EmptyHistory final : public History {
 public:
  std::optional<Decision> find(const std::string&) const override { return std::nullopt; }
  std::vector<Decision> list() const override { return {}; }
  std::int64_t decide(const Decision&) override { throw std::runtime_error("decisions: there is no place for them"); }
  bool undo(std::int64_t) override { return false; }
};

}  // namespace

const char* name_of(DecisionKind kind) {
  for (const auto& [known, name] : kinds)
    if (known == kind) return name;
  return "";
}

std::optional<DecisionKind> decision_kind(std::string_view name) {
  for (const auto& [kind, known] : kinds)
    if (name == known) return kind;
  return std::nullopt;
}

std::unique_ptr<History> open_history(const std::filesystem::path& file) {
  return std::make_unique<FileHistory>(file);
}

std::unique_ptr<History> empty_history() {
  return std::make_unique<EmptyHistory>();
}

}  // namespace fuwake::memory
