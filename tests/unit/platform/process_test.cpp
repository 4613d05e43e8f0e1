#include "platform/process.h"

#include "folder.h"

namespace fuwake::platform {
namespace {

using namespace std::chrono_literals;

class ProcessTest : public Folder {
 protected:
  Process::Patience patience() const {
    return {std::chrono::steady_clock::now() + 60s, std::chrono::microseconds(60s), stop_token_};
  }
  std::filesystem::path script(const std::string& text) const {
    const auto file = write("program", "#!/bin/sh\n" + text);
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    return file;
  }

  std::stop_source stop_;
  std::stop_token stop_token_ = stop_.get_token();
};

TEST_F(ProcessTest, IsSpokenTo) {
  const auto process = Process::start("/bin/cat");
  ASSERT_NE(process, nullptr);
  EXPECT_TRUE(process->send("hello", patience()));
  EXPECT_EQ(process->receive(5, patience()), "hello");
  EXPECT_LT(process->used_time(), 60s);
}

TEST_F(ProcessTest, IsNoneWithoutAProgram) {
  EXPECT_EQ(Process::start(path_ / "none"), nullptr);
}

TEST_F(ProcessTest, HasNoEnvironment) {
  setenv("FUWAKE_SECRET", "x", 1);
  const auto process = Process::start(script("echo \"[$FUWAKE_SECRET]\"\n"));
  ASSERT_NE(process, nullptr);
  EXPECT_EQ(process->receive(3, patience()), "[]\n");
}

TEST_F(ProcessTest, ThatEndsGivesNothing) {
  const auto process = Process::start("/bin/true");
  ASSERT_NE(process, nullptr);
  EXPECT_EQ(process->receive(1, patience()), std::nullopt);
}

TEST_F(ProcessTest, IsWaitedForNoLongerThanPatienceLasts) {
  const auto process = Process::start("/bin/cat");
  ASSERT_NE(process, nullptr);
  auto over = patience();
  over.deadline = std::chrono::steady_clock::now() - 1s;
  EXPECT_EQ(process->receive(1, over), std::nullopt) << "by the clock";
  stop_.request_stop();
  EXPECT_EQ(process->receive(1, patience()), std::nullopt) << "nobody asks any more";
}

TEST_F(ProcessTest, ThatTurnsRoundForEverIsLeft) {
  const auto process = Process::start(script("while :; do :; done\n"));
  ASSERT_NE(process, nullptr);
  auto little = patience();
  little.used = 50ms;
  EXPECT_EQ(process->receive(1, little), std::nullopt) << "by its processor time";
}

}  // namespace
}  // namespace fuwake::platform
