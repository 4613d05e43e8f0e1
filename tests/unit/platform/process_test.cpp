#include "platform/process.h"

#include "folder.h"

namespace fuwake::platform {
namespace {

using namespace std::chrono_literals;

class ProcessTest : public Folder {
 protected:
  // So many bytes; what comes by the end or by the end of patience.
  static std::string receive(Process& process, std::size_t size) {
    std::string bytes(size, '\0');
    std::size_t at = 0;
    while (const std::size_t count = at < size ? process.read(bytes.data() + at, size - at) : 0) at += count;
    return bytes.substr(0, at);
  }
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
  process->be_patient(patience());
  EXPECT_TRUE(process->write("hello"));
  EXPECT_EQ(receive(*process, 5), "hello");
  EXPECT_LT(process->used_time(), 60s);
}

TEST_F(ProcessTest, IsNoneWithoutAProgram) {
  EXPECT_EQ(Process::start(path_ / "none"), nullptr);
}

TEST_F(ProcessTest, HasNoEnvironment) {
  setenv("FUWAKE_SECRET", "x", 1);
  const auto process = Process::start(script("echo \"[$FUWAKE_SECRET]\"\n"));
  ASSERT_NE(process, nullptr);
  process->be_patient(patience());
  EXPECT_EQ(receive(*process, 3), "[]\n");
}

TEST_F(ProcessTest, ThatEndsGivesNothing) {
  const auto process = Process::start("/bin/true");
  ASSERT_NE(process, nullptr);
  process->be_patient(patience());
  EXPECT_EQ(receive(*process, 1), "");
  EXPECT_FALSE(process->is_late()) << "it has ended";
}

TEST_F(ProcessTest, IsWaitedForNoLongerThanPatienceLasts) {
  const auto process = Process::start("/bin/cat");
  ASSERT_NE(process, nullptr);
  auto over = patience();
  over.deadline = std::chrono::steady_clock::now() - 1s;
  process->be_patient(over);
  EXPECT_EQ(receive(*process, 1), "") << "by the clock";
  EXPECT_TRUE(process->is_late());
  stop_.request_stop();
  process->be_patient(patience());
  EXPECT_EQ(receive(*process, 1), "") << "nobody asks any more";
}

TEST_F(ProcessTest, ThatTurnsRoundForEverIsLeft) {
  const auto process = Process::start(script("while :; do :; done\n"));
  ASSERT_NE(process, nullptr);
  auto little = patience();
  little.used = 50ms;
  process->be_patient(little);
  EXPECT_EQ(receive(*process, 1), "") << "by its processor time";
  EXPECT_TRUE(process->is_late());
}

}  // namespace
}  // namespace fuwake::platform
