#include "broker/inspector.h"

#include <gtest/gtest.h>

#include <fstream>

#include "interruption/interruption.h"

namespace fuwake::broker {
namespace {

TEST(ProcessInspector, WithoutItsProgramLooksAtNothing) {
  const auto inspector = make_inspector("/nonexistent/fuwake-inspector");
  const auto answers = inspector->inspect({"a", "b"});
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[0], "");
}

TEST(ProcessInspector, GivesUpOnAProgramThatSpeaksNonsense) {
  const auto inspector = make_inspector("/bin/cat");  // echoes the question
  EXPECT_EQ(inspector->inspect({"content"}).front(), "");
}

TEST(ProcessInspector, StartsNothingThatNobodyWants) {
  std::string folder = (std::filesystem::temp_directory_path() / "fuwake-inspector-XXXXXX").string();
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  const std::string program = folder + "/program";
  std::ofstream(program) << "#!/bin/sh\ntouch " << folder << "/started\nexec sleep 1000\n";
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  std::stop_source stop;
  const interruption::Scope scope(stop.get_token());
  stop.request_stop();
  EXPECT_EQ(make_inspector(program)->inspect({"a", "b"}).front(), "");
  EXPECT_FALSE(std::filesystem::exists(folder + "/started"));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace fuwake::broker
