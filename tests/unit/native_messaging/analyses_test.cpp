#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <set>

#include "native_messaging/conversation.h"

namespace fuwake::native_messaging {
namespace {

using namespace tests;

// Mails with attachments that are being opened, more than are analysed at once: the others are answered before them.
TEST(Analyses, AttachmentsOfOneMailHoldNoOther) {
  const auto inspector = std::make_shared<SlowInspector>();
  Conversation conversation(inspector);
  for (int id = 0; id < 3; ++id) conversation.ask(id, "analyze", {{"data", with_attachment()}});
  const std::string big = with_attachment(std::string(2'000'000, 'x'));
  conversation.ask(3, "analyze", {{"data", big}});
  inspector->wait_for(4);
  for (int id = 100; id < 120; ++id) {
    const std::string text = id % 5 == 0 ? std::string(2'000'000, 'y') : "x";
    conversation.ask(id, "analyze", {{"data", "Subject: without\n\n" + text}});
  }
  for (int i = 0; i < 20; ++i) {
    const json answer = conversation.next();
    EXPECT_GE(answer["id"], 100);
    EXPECT_EQ(answer["result"]["message"]["subject"], "without");
  }
  inspector->release();
  for (int i = 0; i < 4; ++i) {
    const json answer = conversation.next();
    EXPECT_LE(answer["id"], 3);
    EXPECT_EQ(answer["result"]["attachments"][0]["lookedInto"], true);
  }
}

// More than may wait at once: they are answered without, and say so, rather than that others wait for them.
TEST(Analyses, TooManySlowMailsAreAnsweredWithWhatIsKnown) {
  const auto inspector = std::make_shared<SlowInspector>();
  Conversation conversation(inspector);
  for (int id = 0; id < 30; ++id) conversation.ask(id, "analyze", {{"data", with_attachment()}});
  conversation.ask(100, "analyze", {{"data", "Subject: without\n\n"}});
  for (bool seen = false; !seen;) {
    const json answer = conversation.next();
    seen = answer["id"] == 100;
    if (seen) continue;
    EXPECT_EQ(answer["result"]["attachments"][0]["lookedInto"], false);
    EXPECT_EQ(answer["result"]["cut"], true);
  }
  inspector->release();
}

TEST(Analyses, CancelReachesAMailWhoseAttachmentsAreBeingOpened) {
  const auto inspector = std::make_shared<SlowInspector>();
  Conversation conversation(inspector);
  // Four are being opened, the fifth waits for its turn.
  for (int id = 1; id <= 5; ++id) conversation.ask(id, "analyze", {{"data", with_attachment()}});
  inspector->wait_for(4);
  for (int id = 5; id >= 1; --id) {
    conversation.ask(100 + id, "cancel", {{"id", id}});
    std::set<int> ids;
    for (int i = 0; i < 2; ++i) {
      const json answer = conversation.next();
      ids.insert(answer["id"].get<int>());
      if (answer["id"] == id) {
        EXPECT_EQ(answer["error"]["code"], -32800);
      }
    }
    EXPECT_EQ(ids, (std::set<int>{id, 100 + id}));
  }
}

TEST(Analyses, CancelReachesAMailThatWaits) {
  const auto inspector = std::make_shared<SlowInspector>();
  Conversation conversation(inspector);
  const std::string big = with_attachment(std::string(2'000'000, 'x'));
  // Of the big ones four stand aside; the fifth is answered without its attachment, or waits.
  for (int id = 1; id <= 4; ++id) conversation.ask(id, "analyze", {{"data", big}});
  for (int id = 4; id >= 1; --id) conversation.ask(100 + id, "cancel", {{"id", id}});
  int cancelled = 0;
  for (int i = 0; i < 8; ++i) cancelled += conversation.next().contains("error") ? 1 : 0;
  EXPECT_EQ(cancelled, 4);
}

TEST(Analyses, OneIdIsOneAnalysis) {
  const auto inspector = std::make_shared<SlowInspector>();
  Conversation conversation(inspector);
  conversation.ask(1, "analyze", {{"data", with_attachment()}});
  inspector->wait_for(1);
  conversation.ask(1, "analyze", {{"data", "Subject: x\n\n"}});
  EXPECT_EQ(conversation.next()["error"]["code"], -32600);
  inspector->release();
  EXPECT_TRUE(conversation.next().contains("result"));
  conversation.ask(1, "analyze", {{"data", "Subject: x\n\n"}});
  EXPECT_TRUE(conversation.next().contains("result")) << "and free again when it is answered";
}

// Memory that is not enough for one mail is enough for the next.
TEST(Analyses, AMailThatFailsFailsAlone) {
  Conversation conversation(std::make_shared<SlowInspector>());
  for (int id = 0; id < 6; id += 2) {
    conversation.ask(id, "analyze", {{"data", with_attachment("throw")}});
    EXPECT_EQ(conversation.next()["error"]["code"], -32603);
    conversation.ask(id + 1, "analyze", {{"data", "Subject: x\n\n"}});
    EXPECT_TRUE(conversation.next().contains("result"));
  }
}

// Two mails that are looked at for ever.
class EndlessHistory final : public memory::History {
 public:
  std::optional<memory::Decision> find(const std::string&) const override {
    if (endless_.fetch_add(1) < 2)
      while (true) interruption::check();
    return std::nullopt;
  }
  std::vector<memory::Decision> list() const override { return {}; }
  std::int64_t decide(const memory::Decision&) override { return 1; }
  bool undo(std::int64_t) override { return false; }

 private:
  mutable std::atomic<int> endless_ = 0;
};

TEST(Analyses, AMailThatTakesForEverHoldsNoPlaceForEver) {
  Conversation conversation(nullptr, std::make_shared<EndlessHistory>(), {.work = std::chrono::milliseconds(50)});
  for (int id = 1; id <= 3; ++id) conversation.ask(id, "analyze", {{"data", "Subject: x\n\n"}});
  std::map<int, json> answers;
  for (int i = 0; i < 3; ++i) {
    const json answer = conversation.next();
    answers[answer["id"]] = answer;
  }
  for (const int id : {1, 2}) {
    EXPECT_EQ(answers[id]["result"]["verdict"]["level"], "caution") << id;
    EXPECT_EQ(answers[id]["result"]["findings"][0]["id"], "unseen.whole") << id;
  }
  EXPECT_EQ(answers[3]["result"]["cut"], false);
}

}  // namespace
}  // namespace fuwake::native_messaging
