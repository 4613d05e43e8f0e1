#include "memory/history.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace fuwake::memory {
namespace {

class HistoryTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "fuwake-history-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    file_ = folder_ / "fuwake" / "decisions.sqlite";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_, file_;
};

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

TEST_F(HistoryTest, LeavesOtherFilesAlone) {
  std::filesystem::create_directories(file_.parent_path());
  std::ofstream(file_) << "not a database, but somebody's file that is long enough to look like one to SQLite "
                          "which reads a header of a hundred bytes";
  const auto history = open_history(file_);
  EXPECT_FALSE(history->find("mail:x")) << "mails are judged all the same";
  EXPECT_THROW(history->decide({0, DecisionKind::honest, "mail:x", "x", 1}), std::runtime_error);
  EXPECT_GT(std::filesystem::file_size(file_), 100U);
}

TEST(EmptyHistory, KeepsNothing) {
  EXPECT_THROW(empty_history()->decide({}), std::runtime_error);
  EXPECT_TRUE(empty_history()->list().empty());
}

}  // namespace
}  // namespace fuwake::memory
