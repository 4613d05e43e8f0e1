#include <gtest/gtest.h>

#include "native_messaging/conversation.h"

namespace fuwake::native_messaging {
namespace {

using namespace tests;

TEST(Transfers, ForgetsWhatIsCancelled) {
  const auto answers = answers_to(
      {chunk(1, "t", "x"), request(2, "cancel", {{"transfer", "t"}}), request(3, "analyze", {{"transfer", "t"}})});
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers[2]["error"]["code"], -32602);
}

// A chunk that was sent before its sender knew of the cancelling comes after it.
TEST(Transfers, TakesNoMoreOfWhatIsCancelled) {
  const json begin = chunk(1, "t", "x"), rest = chunk(3, "t", "Subject: rest\n\n");
  const json cancel = request(2, "cancel", {{"transfer", "t"}}), analyze = request(4, "analyze", {{"transfer", "t"}});
  for (const std::vector<Message>& messages : {std::vector<Message>{cancel, rest, analyze},
                                               {begin, cancel, rest, analyze},
                                               {begin, cancel, cancel, rest, analyze}}) {
    auto answers = by_id(answers_to(messages));
    EXPECT_EQ(answers[3]["error"]["code"], -32001);
    EXPECT_EQ(answers[4]["error"]["code"], -32602);
  }
}

TEST(Transfers, BoundsTheMailsOnTheirWay) {
  std::vector<Message> messages;
  for (int i = 0; i < 40; ++i) messages.push_back(chunk(i, "t" + std::to_string(i)));
  const auto answers = answers_to(messages);
  ASSERT_EQ(answers.size(), 40U);
  EXPECT_TRUE(answers[31].contains("result"));
  EXPECT_EQ(answers[32]["error"]["code"], -32001);
}

// Thirty-two that never end: the next is refused while they may yet go on, and served when they may not; and what was
// given up is not taken for another mail when its rest comes.
TEST(Transfers, GivesUpMailsThatNeverEnd) {
  std::vector<Message> messages;
  for (int i = 0; i < 32; ++i) messages.push_back(chunk(i, "t" + std::to_string(i)));
  messages.insert(messages.end(),
                  {chunk(32, "mine"), request(33, "analyze", {{"transfer", "mine"}}), chunk(34, "t0"),
                   request(35, "analyze", {{"transfer", "t0"}}), request(36, "analyze", {{"data", "Subject: y\n\n"}})});
  auto answers = by_id(answers_to(messages, {.patience = std::chrono::milliseconds(0)}));
  EXPECT_TRUE(answers[33].contains("result"));
  EXPECT_EQ(answers[34]["error"]["code"], -32001);
  EXPECT_EQ(answers[35]["error"]["code"], -32602);
  answers = by_id(answers_to(messages));
  EXPECT_EQ(answers[32]["error"]["code"], -32001) << "refused";
  EXPECT_EQ(answers[33]["error"]["code"], -32602) << "and so there is nothing to analyse";
  EXPECT_TRUE(answers[35].contains("result")) << "those on their way go on";
  EXPECT_TRUE(answers[36].contains("result")) << "and so do all others";
}

}  // namespace
}  // namespace fuwake::native_messaging
