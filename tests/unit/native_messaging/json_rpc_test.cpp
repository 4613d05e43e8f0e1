#include "native_messaging/json_rpc.h"

#include <gtest/gtest.h>

#include "native_messaging/conversation.h"

namespace fuwake::native_messaging {
namespace {

using namespace tests;

std::string nested(std::size_t depth, char open, char close, const std::string& inner = "1") {
  return std::string(depth, open) + inner + std::string(depth, close);
}

// Building, copying and printing JSON recurse: a million brackets overflow the stack.
TEST(JsonRpc, BearsWhatIsNestedDeep) {
  constexpr std::size_t depth = 1'000'000;
  std::string objects;
  for (std::size_t i = 0; i < depth; ++i) objects += "{\"a\":";
  objects += "1" + std::string(depth, '}');
  struct Row {
    const char* what;
    std::string payload;
    json id;
  };
  for (const Row& row :
       {Row{"params", R"({"jsonrpc":"2.0","id":1,"method":"analyze","params":)" + nested(depth, '[', ']') + "}", 1},
        Row{"params of objects", R"({"jsonrpc":"2.0","id":1,"method":"analyze","params":)" + objects + "}", 1},
        Row{"an id", R"({"jsonrpc":"2.0","method":"hello","id":)" + nested(depth, '[', ']') + "}", nullptr},
        Row{"all of it", nested(depth, '[', ']'), nullptr},
        Row{"deep, and an id behind it",
            R"({"jsonrpc":"2.0","method":"hello","params":{"a":)" + nested(200, '[', ']', R"("]\"[")") + R"(},"id":1})",
            1},
        Row{"a little too deep",
            R"({"jsonrpc":"2.0","id":1,"method":"hello","params":{"a":)" + nested(64, '[', ']') + "}}", 1}}) {
    const auto answers = answers_to({row.payload, request(7, "hello").dump()});
    ASSERT_EQ(answers.size(), 2U) << row.what;
    EXPECT_EQ(answers[0]["error"]["code"], -32600) << row.what;
    EXPECT_EQ(answers[0]["id"], row.id) << row.what;
    EXPECT_TRUE(answers[1].contains("result")) << row.what;
  }
}

// Brackets in texts are none; and as deep as may be is not too deep.
TEST(JsonRpc, TakesTextsOfBracketsAndWhatIsJustDeepEnough) {
  for (const std::string& value :
       {"\"" + std::string(1000, '[') + "\"", "\"\\\"" + std::string(1000, '{') + "\\\\\"", nested(62, '[', ']')}) {
    const auto answers = answers_to({R"({"jsonrpc":"2.0","id":1,"method":"hello","params":{"a":)" + value + "}}"});
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_TRUE(answers[0].contains("result")) << value.substr(0, 20);
  }
}

TEST(JsonRpc, TakesNumbersAndShortTextsForIds) {
  const auto hello = [](const std::string& id) { return R"({"jsonrpc":"2.0","method":"hello","id":)" + id + "}"; };
  for (const std::string& id :
       {std::string("7"), std::string("-7"), std::string("\"seven\""), std::string("18446744073709551615")}) {
    const auto answers = answers_to({hello(id)});
    ASSERT_EQ(answers.size(), 1U) << id;
    EXPECT_EQ(answers[0]["id"], json::parse(id));
    EXPECT_TRUE(answers[0].contains("result")) << id;
  }
  for (const std::string& id : {"\"" + std::string(1'500'000, 'i') + "\"", std::string("1.5"), std::string("true"),
                                std::string("{}"), std::string("[1]"), std::string("1e999")}) {
    const auto answers = answers_to({hello(id), hello("1")});
    ASSERT_EQ(answers.size(), 2U) << id.substr(0, 20);
    EXPECT_TRUE(answers[0].contains("error")) << id.substr(0, 20);
    EXPECT_EQ(answers[0]["id"], nullptr) << id.substr(0, 20);
    EXPECT_LT(answers[0].dump().size(), 1000U);
    EXPECT_TRUE(answers[1].contains("result")) << id.substr(0, 20);
  }
}

TEST(JsonRpc, QuotesNothingLong) {
  const auto answers = answers_to({request(1, std::string(2'000'000, 'm').c_str())});
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0]["error"]["code"], -32601);
  EXPECT_LT(answers[0].dump().size(), 1000U);
}

TEST(JsonRpc, WritesAnswersErrorsAndNotifications) {
  EXPECT_EQ(json::parse(answer_to(7, {{"a", 1}})), (json{{"jsonrpc", "2.0"}, {"id", 7}, {"result", {{"a", 1}}}}));
  EXPECT_EQ(json::parse(error_to("x", -32601, "no")),
            (json{{"jsonrpc", "2.0"}, {"id", "x"}, {"error", {{"code", -32601}, {"message", "no"}}}}));
  EXPECT_EQ(json::parse(notification_of("changed", json::object())),
            (json{{"jsonrpc", "2.0"}, {"method", "changed"}, {"params", json::object()}}));
  EXPECT_NO_THROW(json::parse(error_to(1, 1, "\xff"))) << "what is no UTF-8 is replaced";
}

TEST(JsonRpc, DoesNotAnswerWhatHasNoId) {
  EXPECT_TRUE(answers_to({json{{"jsonrpc", "2.0"}, {"method", "hello"}}}).empty());
}

}  // namespace
}  // namespace fuwake::native_messaging
