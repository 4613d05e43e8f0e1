#include "memory/history.h"
#include "memory/answers.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>
#include <utility>
#include <vector>

namespace fuwake::memory {
namespace {

class HistoryTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "fuwake-history-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    file_ = folder_ / "new" / "fuwake" / "decisions.sqlite";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& content) const {
    std::filesystem::create_directories(file_.parent_path());
    std::ofstream(file_) << content;
  }

  // What another program does to the file.
  class Other {
   public:
    explicit Other(const std::filesystem::path& file) { sqlite3_open(file.c_str(), &database_); }
    ~Other() { sqlite3_close(database_); }
    void run(const char* sql) const {
      ASSERT_EQ(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sql;
    }

   private:
    sqlite3* database_ = nullptr;
  };

  std::filesystem::path folder_, file_;
};

mode_t mode_of(const std::filesystem::path& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
}

const Decision sample{0, DecisionKind::honest, "mail:x", "x", 1};

TEST_F(HistoryTest, KeepsFindsListsAndForgets) {
  {
    const auto history = open_history(file_);
    EXPECT_FALSE(history->find("sender:a@b.example"));
    EXPECT_FALSE(std::filesystem::exists(file_)) << "nothing decided, nothing made";
    history->decide({0, DecisionKind::trusted, "sender:a@b.example", "a@b.example", 100});
    history->decide({0, DecisionKind::honest, "mail:x'; DROP TABLE decisions", "Subject", 200});
  }
  const auto history = open_history(file_);
  const auto found = history->find("sender:a@b.example");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, DecisionKind::trusted);
  EXPECT_EQ(found->time, 100);
  ASSERT_EQ(history->list().size(), 2U);
  EXPECT_EQ(history->list().front().label, "Subject") << "the newest first";
  EXPECT_TRUE(history->undo(found->id));
  EXPECT_FALSE(history->undo(found->id));
  EXPECT_FALSE(history->find("sender:a@b.example"));
}

TEST_F(HistoryTest, KeepsOneDecisionAKey) {
  const auto history = open_history(file_);
  history->decide({0, DecisionKind::honest, "mail:x", "x", 1});
  history->decide({0, DecisionKind::dishonest, "mail:x", "x", 2});
  ASSERT_EQ(history->list().size(), 1U);
  EXPECT_EQ(history->find("mail:x")->kind, DecisionKind::dishonest);
}

// What is replaced must not be gone where what replaces it cannot be written.
TEST_F(HistoryTest, ReplacesWholeOrNotAtAll) {
  const auto history = open_history(file_);
  history->decide(sample);
  Other(file_).run("CREATE TRIGGER full BEFORE INSERT ON decisions BEGIN SELECT RAISE(FAIL, 'disk full'); END");
  EXPECT_THROW(history->decide({0, DecisionKind::dishonest, "mail:x", "x", 2}), std::runtime_error);
  ASSERT_TRUE(history->find("mail:x"));
  EXPECT_EQ(history->find("mail:x")->kind, DecisionKind::honest);
}

TEST_F(HistoryTest, IsForNobodyElse) {
  const mode_t before = umask(0);
  const auto history = open_history(file_);
  history->decide(sample);
  umask(before);
  for (const char* end : {"", "-wal", "-shm"}) EXPECT_EQ(mode_of(file_.string() + end), 0600U) << end;
  EXPECT_EQ(mode_of(file_.parent_path()), 0700U);
  EXPECT_EQ(mode_of(file_.parent_path().parent_path()), 0700U);
}

// As another program sees it. The child looks with a description of its own, which conflicts with its parent's locks.
bool is_locked(const std::filesystem::path& file) {
  const pid_t child = fork();
  if (child == 0) {
    const int descriptor = open(file.c_str(), O_RDWR | O_CLOEXEC);
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    _exit(descriptor >= 0 && fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 1 : 0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

// Who has the file open must hold it: another program that ends takes itself for the last one otherwise, and deletes
// the log into which we go on writing what is then lost. Closing any descriptor of the file drops the locks.
TEST_F(HistoryTest, HoldsTheFileWhateverItDoes) {
  open_history(file_)->decide(sample);
  using Step = void (*)(History&);
  const std::vector<std::pair<const char*, Step>> steps = {{"find", [](History& each) { each.find("mail:x"); }},
                                                           {"decide",
                                                            [](History& each) {
                                                              each.decide({0, DecisionKind::honest, "mail:y", "y", 2});
                                                            }},
                                                           {"undo", [](History& each) { each.undo(1); }},
                                                           {"list", [](History& each) { each.list(); }}};
  for (const auto& [first_name, first] : steps)
    for (const auto& [second_name, second] : steps) {
      const auto history = open_history(file_);
      history->find("mail:x");
      first(*history);
      EXPECT_TRUE(is_locked(file_)) << first_name;
      second(*history);
      EXPECT_TRUE(is_locked(file_)) << first_name << ", " << second_name;
    }
}

TEST_F(HistoryTest, TightensWhatAnOlderVersionMade) {
  write("");
  std::filesystem::permissions(file_, std::filesystem::perms(0644));
  const auto history = open_history(file_);
  history->decide(sample);
  EXPECT_EQ(mode_of(file_), 0600U);
}

TEST_F(HistoryTest, LeavesOtherFilesAlone) {
  const std::string text =
      "not a database, but somebody's file that is long enough to look like one to SQLite which reads a header of a "
      "hundred bytes";
  write(text);
  const auto history = open_history(file_);
  using Attempt = void (*)(History&);
  for (const Attempt attempt :
       {Attempt([](History& each) { each.decide(sample); }), Attempt([](History& each) { each.find("mail:x"); }),
        Attempt([](History& each) { each.list(); }), Attempt([](History& each) { each.undo(1); })}) {
    try {
      attempt(*history);
      ADD_FAILURE() << "used it";
    } catch (const std::runtime_error& error) {
      EXPECT_NE(std::string(error.what()).find(file_.string()), std::string::npos) << error.what();
    }
  }
  std::ifstream stream(file_);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(stream), {}), text);
}

TEST_F(HistoryTest, LeavesDatabasesOfOthersAlone) {
  write("");
  Other(file_).run("CREATE TABLE cookies (value TEXT)");
  const auto history = open_history(file_);
  EXPECT_THROW(history->decide(sample), std::runtime_error);
  EXPECT_THROW(history->find("mail:x"), std::runtime_error);
  EXPECT_FALSE(std::filesystem::exists(file_.string() + "-wal")) << "it was not changed into one with a log";
}

// The file cut anywhere, or with a page of garbage in it: an error, never a wrong answer or a crash.
TEST_F(HistoryTest, SaysWhatIsBroken) {
  {
    const auto history = open_history(file_);
    for (int i = 0; i < 200; ++i) history->decide({0, DecisionKind::honest, "mail:" + std::to_string(i), "x", i});
  }
  std::ifstream stream(file_);
  const std::string whole(std::istreambuf_iterator<char>(stream), {});
  ASSERT_GT(whole.size(), 8192U);
  write(whole.substr(0, whole.size() / 2));
  EXPECT_THROW(open_history(file_)->list(), std::runtime_error);
  std::string garbled = whole;
  std::fill(garbled.begin() + 4096, garbled.end(), '\x55');
  write(garbled);
  EXPECT_THROW(open_history(file_)->decide(sample), std::runtime_error);
}

TEST_F(HistoryTest, AnalysisGoesWithoutWhatCannotBeRead) {
  {
    const auto history = open_history(file_);
    history->decide(sample);
    const decisions::Decisions answers = answer(*history, {std::nullopt, "mail:x"});
    EXPECT_TRUE(answers.on_mail);
    EXPECT_FALSE(answers.unread);
  }
  write("not a database, but a text that has come into its place and is longer than a header of a hundred bytes is");
  const auto broken = open_history(file_);
  const decisions::Decisions without = answer(*broken, {"sender:x", "mail:x"});
  EXPECT_FALSE(without.on_mail);
  EXPECT_TRUE(without.unread);
}

TEST_F(HistoryTest, AWriterKeepsNoReaderWaiting) {
  const auto history = open_history(file_);
  history->decide(sample);
  const Other other(file_);
  other.run("BEGIN IMMEDIATE");
  EXPECT_TRUE(history->find("mail:x")) << "read beside the writer";
  std::jthread deciding([&] { history->decide({0, DecisionKind::dishonest, "mail:x", "x", 2}); });
  // While the decision waits for the other program, analysis reads on.
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(history->find("mail:x")->kind, DecisionKind::honest);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  other.run("COMMIT");
  deciding.join();
  EXPECT_EQ(history->find("mail:x")->kind, DecisionKind::dishonest);
}

TEST_F(HistoryTest, WhoHasTheFileForHimselfIsNotWaitedForByAnalysis) {
  write("");
  const Other other(file_);
  other.run(
      "PRAGMA application_id = 1182103393; CREATE TABLE decisions (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, "
      "key TEXT NOT NULL UNIQUE, label TEXT NOT NULL, time INTEGER NOT NULL)");
  other.run("BEGIN EXCLUSIVE");
  const auto history = open_history(file_);
  EXPECT_TRUE(answer(*history, {std::nullopt, "mail:x"}).unread);
  other.run("COMMIT");
  EXPECT_FALSE(answer(*history, {std::nullopt, "mail:x"}).unread);
}

TEST_F(HistoryTest, NoticesThatTheFileWasTakenAway) {
  const auto history = open_history(file_);
  history->decide(sample);
  std::filesystem::remove_all(file_.parent_path());
  EXPECT_FALSE(history->find("mail:x"));
  history->decide({0, DecisionKind::dishonest, "mail:y", "y", 2});
  ASSERT_EQ(open_history(file_)->list().size(), 1U) << "kept in the file that is there, not in the one that is gone";
}

// Eight programs make the file and decide at once.
TEST_F(HistoryTest, TellsOfChangesWhoeverMadeThem) {
  const auto history = open_history(file_), other = open_history(file_);
  std::uint64_t known = history->generation();
  const auto changed = [&] { return std::exchange(known, history->generation()) != known; };
  EXPECT_FALSE(changed()) << "there is no file yet";
  const std::int64_t id = other->decide(sample);
  EXPECT_TRUE(changed()) << "the first, by another";
  EXPECT_FALSE(changed());
  history->decide({0, DecisionKind::honest, "mail:y", "y", 2});
  EXPECT_TRUE(changed()) << "by itself";
  other->list();
  other->find("mail:x");
  history->list();
  history->find("mail:x");
  EXPECT_FALSE(changed()) << "reading changes nothing";
  EXPECT_TRUE(other->undo(id));
  EXPECT_TRUE(changed()) << "undone by another";
  std::filesystem::remove_all(file_.parent_path());
  EXPECT_TRUE(changed()) << "taken away";
}

TEST_F(HistoryTest, ManyProgramsDecideAtOnce) {
  constexpr int programs = 8, decisions = 20;
  std::vector<pid_t> children;
  for (int program = 0; program < programs; ++program) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      int failures = 0;
      const auto history = open_history(file_);
      for (int i = 0; i < decisions; ++i) {
        try {
          history->decide(
              {0, DecisionKind::honest, "mail:" + std::to_string(program) + "." + std::to_string(i), "x", i});
          history->find("mail:0.0");
        } catch (const std::exception&) {
          ++failures;
        }
      }
      _exit(failures);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0);
  }
  EXPECT_EQ(open_history(file_)->list().size(), static_cast<std::size_t>(programs * decisions));
}

TEST(EmptyHistory, KeepsNothing) {
  EXPECT_THROW(empty_history()->decide({}), std::runtime_error);
  EXPECT_TRUE(empty_history()->list().empty());
}

}  // namespace
}  // namespace fuwake::memory
