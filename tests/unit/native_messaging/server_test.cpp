#include <gtest/gtest.h>

#include "mails.h"
#include "native_messaging/conversation.h"

namespace fuwake::native_messaging {
namespace {

using namespace tests;

TEST(Server, AnalyzesInOnePieceAndInChunks) {
  const std::string mail = fuwake::tests::read_mail("cases/kagoya-utf8.eml");
  std::vector<Message> messages{request(1, "analyze", {{"data", mail}, {"locale", "ja"}})};
  for (std::size_t at = 0; at < mail.size(); at += 500)
    messages.push_back(chunk(100 + static_cast<int>(at), "t", mail.substr(at, 500)));
  messages.push_back(request(2, "analyze", {{"transfer", "t"}, {"format", "html"}}));
  auto answers = by_id(answers_to(messages));
  EXPECT_EQ(answers[1]["result"]["verdict"]["label"], "危険");
  EXPECT_NE(answers[2]["result"]["html"].get<std::string>().find("w-support.jp"), std::string::npos);
}

TEST(Server, TakesBinaryStringsAndBase64) {
  const auto answers = answers_to({request(1, "analyze", {{"data", "Subject: caf\u00e9\n\n"}}),
                                   request(2, "analyze", {{"data", "U3ViamVjdDogY2Fm6QoK"}, {"encoding", "base64"}})});
  ASSERT_EQ(answers.size(), 2U);
  for (const json& answer : answers) EXPECT_EQ(answer["result"]["message"]["subject"], "café");
}

TEST(Server, AnswersBadRequestsAndGoesOn) {
  struct Row {
    const char* what;
    std::string message;
    int code;
    const char* named;  // in the error
  };
  const auto of = [](const char* method, json params) { return request(1, method, std::move(params)).dump(); };
  const auto analyze = [&of](json params) { return of("analyze", std::move(params)); };
  for (const Row& row : {
           Row{"no JSON", "{", -32700, "JSON"},
           Row{"nothing", "", -32700, "JSON"},
           Row{"not a request", "[]", -32600, "request"},
           Row{"deep JSON", std::string(500000, '['), -32700, "JSON"},
           Row{"another version", R"({"jsonrpc":"1.0","id":1,"method":"hello"})", -32600, "2.0"},
           Row{"an unknown method", of("rm", json::object()), -32601, "rm"},
           Row{"params of another kind", analyze(json::array({1})), -32602, "params"},
           Row{"no mail", analyze(json::object()), -32602, "neither data nor transfer"},
           Row{"an unknown transfer", analyze({{"transfer", "x"}}), -32602, "transfer"},
           Row{"no binary string", analyze({{"data", "日本"}}), -32602, "data is not a binary string"},
           Row{"data of another kind", analyze({{"data", 1}}), -32602, "data is not text"},
           Row{"another encoding", analyze({{"data", ""}, {"encoding", "rot13"}}), -32602, "encoding"},
           Row{"another format", analyze({{"data", ""}, {"format", "pdf"}}), -32602, "format"},
           Row{"a locale of another kind", analyze({{"data", ""}, {"locale", nullptr}}), -32602, "locale is null"},
           Row{"a recipient of another kind", analyze({{"data", ""}, {"recipient", 1}}), -32602, "recipient"},
           Row{"addresses of another kind", analyze({{"data", ""}, {"recipient", {{"addresses", "x"}}}}), -32602,
               "recipient.addresses is not a list"},
           Row{"an address of another kind", analyze({{"data", ""}, {"recipient", {{"addresses", {1}}}}}), -32602,
               "recipient.addresses is not text"},
           Row{"a chunk of no mail", of("analyze.chunk", {{"data", "x"}}), -32602, "transfer"},
           Row{"no contacts", of("contacts", json::object()), -32602, "contacts is not a list"},
           Row{"a contact of another kind", of("contacts", {{"contacts", {{{"name", "A"}}, 1}}}), -32602,
               "contacts[1] is not an object"},
           Row{"another decision", of("decide", {{"kind", "maybe"}, {"key", "mail:x"}}), -32602, "kind"},
           Row{"a decision of another kind's key", of("decide", {{"kind", "trusted"}, {"key", "mail:x"}}), -32602,
               "key"},
           Row{"no number to undo", of("undo", {{"id", "1"}}), -32602, "id is not a number"},
           Row{"a protocol of another kind", of("hello", {{"protocol", "1"}}), -32602, "protocol is not a number"},
           Row{"capabilities of another kind", of("hello", {{"capabilities", "all"}}), -32602, "capabilities"},
       }) {
    const auto answers = answers_to({row.message, request(7, "hello").dump()});
    ASSERT_EQ(answers.size(), 2U) << row.what;
    EXPECT_EQ(answers[0]["error"]["code"], row.code) << row.what;
    const std::string message = answers[0]["error"]["message"];
    EXPECT_NE(message.find(row.named), std::string::npos) << row.what << ": " << message;
    EXPECT_TRUE(answers[1].contains("result")) << row.what;
  }
}

// Gives what it is made of, and keeps what is sent.
class Listed final : public Transport {
 public:
  explicit Listed(std::vector<Incoming> incoming) : incoming_(std::move(incoming)) {}
  Incoming receive() override { return at_ < incoming_.size() ? incoming_[at_++] : Incoming(); }
  void send(std::string_view payload) override { inbox.send(payload); }

  Inbox inbox;

 private:
  std::vector<Incoming> incoming_;
  std::size_t at_ = 0;
};

TEST(Server, ServesATransportUntilItsEnd) {
  Listed transport({{Incoming::Kind::message, request(1, "analyze", {{"data", "Subject: x\n\n"}}).dump()},
                    {Incoming::Kind::refused, "a frame that is too long"},
                    {Incoming::Kind::message, request(2, "hello").dump()}});
  Server server(transport, broker());
  serve(transport, server);
  std::map<json, json> answers;
  for (const json& answer : transport.inbox.all()) answers[answer["id"]] = answer;
  ASSERT_EQ(answers.size(), 3U) << "what was running at the end is answered too";
  EXPECT_TRUE(answers[1].contains("result"));
  EXPECT_TRUE(answers[2].contains("result"));
  EXPECT_EQ(answers[nullptr]["error"]["code"], -32600);
  EXPECT_EQ(answers[nullptr]["error"]["message"], "a frame that is too long");
}

}  // namespace
}  // namespace fuwake::native_messaging
