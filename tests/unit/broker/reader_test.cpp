// Workers that die, hang or grow in the middle of a mail: brought to it from outside, while they wait for an answer.
#include "broker/reader.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <tuple>

namespace fuwake::broker {
namespace {

constexpr const char* lunch = "From: Ann Archer <ann@lane.example>\nTo: me@me.example\nSubject: lunch\n\nAt noon?\n";

std::vector<pid_t> children_of(pid_t parent) {
  std::vector<pid_t> children;
  for (const auto& task : std::filesystem::directory_iterator("/proc/" + std::to_string(parent) + "/task")) {
    std::ifstream list(task.path() / "children");
    for (pid_t child = 0; list >> child;) children.push_back(child);
  }
  return children;
}

class ReaderTest : public testing::Test {
 protected:
  // The original is our child, the workers are its children.
  static std::vector<pid_t> workers() {
    std::vector<pid_t> all;
    for (const pid_t original : children_of(getpid()))
      for (const pid_t worker : children_of(original)) all.push_back(worker);
    return all;
  }

  // What comes of the mail where this happens to whoever reads it, while he waits.
  std::optional<dialogue::Done> read_while(const std::function<void()>& happens, dialogue::Reading reading = {}) {
    const Respond respond = [&](const dialogue::Questions&) {
      ++asked_;
      happens();
      return dialogue::Answers();
    };
    return reader_->read(reading, mail_, contacts_, respond, stop_.get_token());
  }
  static void expect_read(const std::optional<dialogue::Done>& done) {
    ASSERT_TRUE(done);
    EXPECT_FALSE(done->unread);
    EXPECT_EQ(nlohmann::json::parse(done->text)["message"]["subject"], "lunch");
  }
  static void expect_unread(const std::optional<dialogue::Done>& done) {
    ASSERT_TRUE(done);
    EXPECT_TRUE(done->unread);
    const auto document = nlohmann::json::parse(done->text);
    EXPECT_EQ(document["verdict"]["level"], "caution");
    ASSERT_EQ(document["findings"].size(), 1U) << document["findings"].dump(2);
    EXPECT_EQ(document["findings"][0]["id"], "unseen.whole");
    EXPECT_EQ(document["cut"], true);
  }

  std::unique_ptr<Reader> reader_ = make_reader(FUWAKE_WORKER, FUWAKE_SHARE, {});
  std::string mail_ = lunch;
  AddressBook contacts_;
  std::stop_source stop_;
  int asked_ = 0;
};

void nothing() {}

TEST_F(ReaderTest, GreetsWithWhatIsKnown) {
  EXPECT_GT(reader_->greeting().brands, 100U);
}

TEST_F(ReaderTest, KeepsAWorkerForTheNextMail) {
  pid_t first = 0;
  expect_read(read_while([&] { first = workers().at(0); }));
  expect_read(read_while([&] { EXPECT_EQ(workers(), std::vector<pid_t>{first}); }));
}

TEST_F(ReaderTest, ReadsOnWithAnotherWhereAWorkerIsKilled) {
  expect_read(read_while([&] {
    if (asked_ == 1) kill(workers().at(0), SIGKILL);
  }));
  EXPECT_EQ(asked_, 2);
}

TEST_F(ReaderTest, TriesAMailThatKillsNoThirdTime) {
  expect_unread(read_while([] { kill(workers().at(0), SIGKILL); }));
  EXPECT_EQ(asked_, 2);
  expect_read(read_while(nothing));
}

TEST_F(ReaderTest, SaysInTheReadersLanguageThatAMailCouldNotBeRead) {
  dialogue::Reading reading;
  reading.locale = "ja";
  const auto done = read_while([] { kill(workers().at(0), SIGKILL); }, reading);
  expect_unread(done);
  EXPECT_EQ(nlohmann::json::parse(done->text)["language"], "ja");
}

TEST_F(ReaderTest, LeavesAWorkerThatHangs) {
  dialogue::Reading reading;
  reading.work = std::chrono::milliseconds(200);
  pid_t hanging = 0;
  expect_unread(read_while(
      [&] {
        hanging = workers().at(0);
        kill(hanging, SIGSTOP);
      },
      reading));
  EXPECT_EQ(asked_, 1) << "a mail that takes so long is not tried again";
  expect_read(read_while([&] { EXPECT_NE(workers().at(0), hanging); }));
}

TEST_F(ReaderTest, ReplacesAWorkerWithoutMemory) {
  pid_t full = 0;
  expect_read(read_while([&] { full = workers().at(0); }));
  const rlimit none{1, 1};
  ASSERT_EQ(prlimit(full, RLIMIT_AS, &none, nullptr), 0);
  mail_ += std::string(20 << 20, 'x');
  // It says that it could not read it, or dies, and another does.
  ASSERT_TRUE(read_while(nothing));
  mail_ = lunch;
  expect_read(read_while([&] { EXPECT_NE(workers().at(0), full); }));
}

TEST_F(ReaderTest, StopsSoonAfterItIsToldTo) {
  EXPECT_FALSE(read_while([&] {
    kill(workers().at(0), SIGSTOP);
    stop_.request_stop();
  }));
  stop_ = {};
  expect_read(read_while(nothing));
}

TEST_F(ReaderTest, StartsAnewWhereTheOriginalIsKilled) {
  expect_read(read_while(nothing));
  for (const pid_t original : children_of(getpid())) kill(original, SIGKILL);
  expect_read(read_while(nothing));
}

TEST_F(ReaderTest, TellsWorkersOfTheAddressBook) {
  const auto borrows_a_name = [&] {
    const dialogue::Reading reading{{{"me@me.example"}, {"me.example"}, {}}, "en", dialogue::Form::summary};
    const auto findings = read_while(nothing, reading)->summary.findings;
    return std::find(findings.begin(), findings.end(), "identity.contact-name") != findings.end();
  };
  EXPECT_FALSE(borrows_a_name());
  contacts_ = std::make_shared<const dialogue::Contacts>(dialogue::Contacts{{{"Ann Archer", {"ann@friends.example"}}}});
  EXPECT_TRUE(borrows_a_name());
  contacts_ = nullptr;
  EXPECT_FALSE(borrows_a_name()) << "the worker that knew it must forget it";
}

TEST_F(ReaderTest, SaysWhatIsWrongWhereNobodyCanRead) {
  for (const auto& [program, data, named] :
       {std::tuple("/nonexistent/worker", FUWAKE_SHARE, "/nonexistent/worker"),
        std::tuple("/etc/passwd", FUWAKE_SHARE, "/etc/passwd"), std::tuple("/bin/true", FUWAKE_SHARE, "/bin/true"),
        std::tuple(FUWAKE_WORKER, "/nonexistent", "nonexistent")}) {
    reader_ = make_reader(program, data, {});
    for (int i = 0; i < 2; ++i) {
      try {
        read_while(nothing);
        FAIL() << program;
      } catch (const NobodyReads& error) {
        EXPECT_NE(std::string(error.what()).find(named), std::string::npos) << error.what();
        EXPECT_EQ(error.passes, std::string(program) == "/bin/true") << "it may have found no memory";
      }
    }
  }
}

// Holds every descriptor that this process may have; gives them back at its end.
class NoMoreDescriptors {
 public:
  NoMoreDescriptors() {
    getrlimit(RLIMIT_NOFILE, &before_);
    const rlimit few{128, before_.rlim_max};
    setrlimit(RLIMIT_NOFILE, &few);
    for (int one = dup(0); one >= 0; one = dup(0)) held_.push_back(one);
  }
  NoMoreDescriptors(const NoMoreDescriptors&) = delete;
  NoMoreDescriptors& operator=(const NoMoreDescriptors&) = delete;
  ~NoMoreDescriptors() {
    for (const int one : held_) close(one);
    setrlimit(RLIMIT_NOFILE, &before_);
  }

 private:
  rlimit before_{};
  std::vector<int> held_;
};

TEST_F(ReaderTest, ReadsAgainWhereThereWereNoDescriptorsForAWhile) {
  ASSERT_GT(reader_->greeting().brands, 0U);
  {
    const NoMoreDescriptors none;
    for (int i = 0; i < 2; ++i) try {
        read_while(nothing);
        FAIL();
      } catch (const NobodyReads& nobody) {
        EXPECT_TRUE(nobody.passes) << nobody.what();
      }
    const auto anew = make_reader(FUWAKE_WORKER, FUWAKE_SHARE, {});
    EXPECT_THROW(anew->greeting(), NobodyReads);
  }
  EXPECT_EQ(asked_, 0);
  expect_read(read_while(nothing));
}

// It greets, and falls over what it reads afterwards. That reason was lost, and "cannot be copied" told in its place.
TEST_F(ReaderTest, SaysWhatWasWrongBehindTheGreeting) {
  std::string folder = (std::filesystem::temp_directory_path() / "fuwake-data-XXXXXX").string();
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  std::filesystem::copy(FUWAKE_SHARE, folder,
                        std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
  std::ofstream(folder + "/weights.json", std::ios::app) << "}";
  reader_ = make_reader(FUWAKE_WORKER, folder, {});
  EXPECT_GT(reader_->greeting().brands, 0U);
  try {
    read_while(nothing);
    FAIL();
  } catch (const NobodyReads& nobody) {
    EXPECT_NE(std::string(nobody.what()).find("weights.json"), std::string::npos) << nobody.what();
    EXPECT_FALSE(nobody.passes);
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace fuwake::broker
