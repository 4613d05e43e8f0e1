// Where the system gives nobody who could read a mail: an answer that says so, and the next mail's turn.
#include "native_messaging/unread_documents.h"

#include <gtest/gtest.h>

#include <atomic>

#include "native_messaging/conversation.h"

namespace fuwake::native_messaging {
namespace {

using namespace tests;

constexpr const char* made = R"({"en":{"document":{"language":"en","message":{"bytes":0}},"html":"<p>could not"},)"
                             R"("ja":{"document":{"language":"ja","message":{"bytes":0}},"html":"<p>できません"}})";

// Nobody reads the first mails; then somebody does.
class NobodyAtFirst final : public broker::Reader {
 public:
  NobodyAtFirst(int mails, bool passes) : nobody_(mails), passes_(passes) {}
  dialogue::Greeting greeting() const override { throw broker::NobodyReads("no process", passes_); }
  std::optional<dialogue::Done> read(const dialogue::Reading&, std::string_view, const broker::AddressBook&,
                                     const broker::Respond&, const std::stop_token&) const override {
    if (nobody_-- > 0) throw broker::NobodyReads("no process", passes_);
    dialogue::Done done;
    done.text = R"({"read":true})";
    return done;
  }
  dialogue::Done perform(const dialogue::Task&) const override { throw broker::NobodyReads("no process", passes_); }

 private:
  mutable std::atomic<int> nobody_;
  const bool passes_;
};

std::vector<json> say(const broker::Broker& broker, const UnreadDocuments& unread,
                      const std::vector<Message>& messages) {
  Inbox inbox;
  Server server(inbox, broker, {}, unread);
  for (const Message& message : messages) {
    server.receive(message.text);
    server.finish();
  }
  return inbox.all();
}

TEST(NobodyReads, IsAnAnswerAndTheNextMailIsTried) {
  const broker::Broker broker{std::make_shared<NobodyAtFirst>(3, true)};
  const auto mail = [](int id, json more) {
    more["data"] = "Subject: x\n\n";
    return request(id, "analyze", std::move(more));
  };
  const auto answers = say(broker, UnreadDocuments(made),
                           {request(1, "hello"), mail(2, {{"locale", "ja-JP"}}), mail(3, {{"locale", "xx"}}),
                            mail(4, {{"format", "html"}}), mail(5, json::object())});
  ASSERT_EQ(answers.size(), 5U);
  EXPECT_EQ(answers[0]["result"]["brands"], 0) << "nothing is known yet";
  EXPECT_EQ(answers[1]["result"]["language"], "ja");
  EXPECT_EQ(answers[1]["result"]["message"]["bytes"], 12);
  EXPECT_EQ(answers[2]["result"]["language"], "en");
  EXPECT_EQ(answers[3]["result"]["html"], "<p>could not");
  EXPECT_EQ(answers[4]["result"]["read"], true);
}

TEST(NobodyReads, IsSaidWhereNothingWasMadeAhead) {
  for (const char* json : {"", "[]", "{}", R"({"en":{}})", R"({"en":1})"}) {
    const auto answers = say({std::make_shared<NobodyAtFirst>(1, true)}, UnreadDocuments(json),
                             {request(1, "analyze", {{"data", "Subject: x\n\n"}})});
    ASSERT_EQ(answers.size(), 1U) << json;
    EXPECT_EQ(answers[0]["error"]["code"], -32603) << json;
    EXPECT_EQ(answers[0]["error"]["message"], "no process") << json;
  }
}

TEST(NobodyReads, IsAnErrorOfTheGreetingWhereItDoesNotPass) {
  const auto answers = say({std::make_shared<NobodyAtFirst>(0, false)}, UnreadDocuments(made), {request(1, "hello")});
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0]["error"]["message"], "no process");
}

}  // namespace
}  // namespace fuwake::native_messaging
