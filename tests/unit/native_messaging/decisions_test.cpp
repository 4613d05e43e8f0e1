#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "native_messaging/conversation.h"

namespace fuwake::native_messaging {
namespace {

using namespace tests;

// A database that another program has for itself.
class BusyHistory final : public memory::History {
 public:
  std::optional<memory::Decision> find(const std::string&) const override { throw std::runtime_error("busy"); }
  std::vector<memory::Decision> list() const override { return {}; }
  std::int64_t decide(const memory::Decision&) override {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return released_; });
    return 1;
  }
  bool undo(std::int64_t) override { return false; }
  void release() {
    const std::lock_guard lock(mutex_);
    released_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool released_ = false;
};

TEST(Decisions, ABusyDatabaseDelaysNobody) {
  const auto history = std::make_shared<BusyHistory>();
  Conversation conversation(nullptr, history);
  conversation.ask(1, "decide", {{"kind", "honest"}, {"key", "mail:x"}, {"label", "x"}});
  conversation.ask(2, "hello");
  EXPECT_EQ(conversation.next()["id"], 2) << "read on while the decision waits";
  for (const char* locale : {"en", "ja"}) {
    conversation.ask(3, "analyze", {{"data", "Subject: x\n\n"}, {"locale", locale}, {"format", "html"}});
    const std::string sentence = languages().choose(locale).say("labels", "decisionsUnread");
    EXPECT_FALSE(sentence.empty());
    EXPECT_NE(conversation.next()["result"]["html"].get<std::string>().find(sentence), std::string::npos);
  }
  conversation.ask(4, "analyze", {{"data", "Subject: x\n\n"}});
  EXPECT_EQ(conversation.next()["result"]["decisionsUnread"], true);
  history->release();
  EXPECT_EQ(conversation.next()["id"], 1);
}

// Has so many decisions, the longest that can be told and written.
class LongHistory final : public memory::History {
 public:
  explicit LongHistory(std::string key) : key_(std::move(key)) {}
  std::optional<memory::Decision> find(const std::string&) const override { return std::nullopt; }
  std::vector<memory::Decision> list() const override {
    return std::vector<memory::Decision>(2000, {1, memory::DecisionKind::honest, key_, "label", 1});
  }
  std::int64_t decide(const memory::Decision&) override { return 1; }
  bool undo(std::int64_t) override { return false; }

 private:
  std::string key_;
};

TEST(Decisions, TellsAsManyDecisionsAsFit) {
  struct Row {
    const char* what;
    std::string key;
    std::size_t least;
  };
  for (const Row& row : {Row{"short", "mail:x", 1000}, Row{"16 KB", std::string(16384, 'x'), 60},
                         Row{"six times as long when written", std::string(16384, '\1'), 10}}) {
    Conversation conversation(nullptr, std::make_shared<LongHistory>(row.key));
    conversation.ask(1, "decisions");
    const json answer = conversation.next();
    ASSERT_TRUE(answer.contains("result")) << row.what << answer.dump().substr(0, 200);
    EXPECT_GE(answer["result"]["decisions"].size(), row.least) << row.what;
    EXPECT_LE(answer["result"]["decisions"].size(), 1000U) << row.what;
  }
}

// Changed by the test, as by another program.
class SharedHistory final : public memory::History {
 public:
  std::optional<memory::Decision> find(const std::string&) const override { return std::nullopt; }
  std::vector<memory::Decision> list() const override { return {}; }
  std::int64_t decide(const memory::Decision&) override { return change(), 1; }
  bool undo(std::int64_t) override { return change(), true; }
  std::uint64_t generation() const override {
    if (broken) throw std::runtime_error("busy");
    return generation_;
  }
  void change() { ++generation_; }

  std::atomic<bool> broken = false;

 private:
  std::atomic<std::uint64_t> generation_ = 1;
};

const json understood = {{"protocol", 1}, {"capabilities", {"decisions.changed"}}};
const json decision = {{"kind", "honest"}, {"key", "mail:x"}, {"label", "x"}};
const json notification = {{"jsonrpc", "2.0"}, {"method", "decisions.changed"}, {"params", json::object()}};

TEST(Decisions, ChangedByAnotherProgramAreToldOnce) {
  const auto history = std::make_shared<SharedHistory>();
  Conversation conversation(nullptr, history);
  conversation.ask(1, "hello", understood);
  EXPECT_EQ(conversation.next()["id"], 1);
  conversation.server().finish();
  history->change();
  conversation.server().look_at_decisions();
  EXPECT_EQ(conversation.next(), notification);
  conversation.server().look_at_decisions();
  conversation.ask(2, "decisions");
  EXPECT_EQ(conversation.next()["id"], 2) << "and nothing before it";
}

// Else every word of the user's would have all that is displayed judged twice.
TEST(Decisions, OfTheAddOnItselfAreNotToldToIt) {
  const auto history = std::make_shared<SharedHistory>();
  Conversation conversation(nullptr, history);
  conversation.ask(1, "hello", understood);
  EXPECT_EQ(conversation.next()["id"], 1);
  conversation.ask(2, "decide", decision);
  conversation.server().look_at_decisions();
  conversation.ask(3, "undo", {{"id", 1}});
  conversation.server().look_at_decisions();
  conversation.ask(4, "decisions");
  for (const int id : {2, 3, 4}) EXPECT_EQ(conversation.next()["id"], id);
}

TEST(Decisions, AreToldToNobodyWhoDoesNotUnderstand) {
  for (const json& hello : {json{{"protocol", 1}}, json{{"protocol", 1}, {"capabilities", {"telepathy"}}}}) {
    const auto history = std::make_shared<SharedHistory>();
    Conversation conversation(nullptr, history);
    conversation.ask(1, "hello", hello);
    EXPECT_EQ(conversation.next()["id"], 1);
    history->change();
    conversation.server().look_at_decisions();
    conversation.ask(2, "decisions");
    EXPECT_EQ(conversation.next()["id"], 2);
  }
}

TEST(Decisions, ThatCannotBeReadJustNowAreToldWhenTheyCan) {
  const auto history = std::make_shared<SharedHistory>();
  Conversation conversation(nullptr, history);
  conversation.ask(1, "hello", understood);
  EXPECT_EQ(conversation.next()["id"], 1);
  conversation.server().finish();
  history->change();
  history->broken = true;
  conversation.server().look_at_decisions();
  conversation.ask(2, "decisions");
  EXPECT_EQ(conversation.next()["id"], 2);
  history->broken = false;
  conversation.server().look_at_decisions();
  EXPECT_EQ(conversation.next(), notification);
}

}  // namespace
}  // namespace fuwake::native_messaging
