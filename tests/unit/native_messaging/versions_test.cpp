// An add-on of an older version and this host, and the other way round.
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "native_messaging/conversation.h"

namespace fuwake::native_messaging {
namespace {

using namespace tests;

// What an add-on and a host of version 1 said to each other; see tests/protocol/README.md.
std::vector<json> recorded() {
  std::ifstream stream(FUWAKE_SOURCE_DIR "/tests/protocol/version-1.jsonl");
  std::vector<json> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(json::parse(line));
  return lines;
}

// Where `now` lacks something that stood in `then`, or has it of another kind: what an older add-on reads is there.
std::string missing_in(const json& now, const json& then, const std::string& path) {
  if (then.is_null()) return "";  // may be something by now
  if (now.type() != then.type() && !(now.is_number() && then.is_number())) return path + " is of another kind";
  std::string missing;
  if (then.is_object())
    for (const auto& [name, value] : then.items())
      missing += now.contains(name) ? missing_in(now[name], value, path + "." + name) : path + "." + name + " is gone";
  if (then.is_array() && !then.empty())
    missing += now.empty() ? path + " is empty" : missing_in(now.front(), then.front(), path + "[]");
  return missing;
}

TEST(MissingIn, SeesWhatIsGone) {
  const json then = {{"a", {{{"b", 1}}}}, {"c", nullptr}};
  EXPECT_EQ(missing_in({{"a", {{{"b", 2}, {"x", 1}}}}, {"c", 3}}, then, ""), "");
  EXPECT_EQ(missing_in({{"a", {{{"b", "2"}}}}, {"c", 3}}, then, ""), ".a[].b is of another kind");
  EXPECT_EQ(missing_in({{"a", {{{"x", 1}}}}, {"c", 3}}, then, ""), ".a[].b is gone");
  EXPECT_EQ(missing_in({{"a", json::array()}, {"c", 3}}, then, ""), ".a is empty");
}

// Keeps decisions in memory.
class ListedHistory final : public memory::History {
 public:
  std::optional<memory::Decision> find(const std::string& key) const override {
    for (const auto& each : decisions_)
      if (each.key == key) return each;
    return std::nullopt;
  }
  std::vector<memory::Decision> list() const override { return decisions_; }
  std::int64_t decide(const memory::Decision& decision) override {
    decisions_.assign(1, decision);
    return decisions_.front().id = 1;
  }
  bool undo(std::int64_t) override { return decisions_.size() == 1 && (decisions_.clear(), true); }

 private:
  std::vector<memory::Decision> decisions_;
};

// The frames as they were sent, answered by what the host says now: an add-on of version 1 finds all that it read.
TEST(Versions, AnAddOnOfVersion1FindsWhatItReads) {
  Conversation conversation(nullptr, std::make_shared<ListedHistory>());
  std::map<json, json> then, now;
  std::set<json> asked;
  for (const json& line : recorded()) {
    if (line.contains("received")) then[line["received"]["id"]] = line["received"];
    if (!line.contains("sent")) continue;
    const json& sent = line["sent"];
    asked.insert(sent["id"]);
    conversation.server().receive(sent.dump());
    // As it did, it waits for the answer, but for the analysis that it cancels at once.
    if (sent["id"] == 18) continue;
    do {
      const json answer = conversation.next();
      ASSERT_TRUE(answer.contains("id")) << "it understands no notifications: " << answer;
      now[answer["id"]] = answer;
    } while (!now.contains(sent["id"]));
  }
  while (now.size() < asked.size()) {
    const json answer = conversation.next();
    now[answer["id"]] = answer;
  }
  ASSERT_EQ(then.size(), asked.size());
  for (const auto& [id, answer] : then)
    // The mail that was cancelled may have been judged before that came.
    EXPECT_EQ(id == 18 ? "" : missing_in(now[id], answer, id.dump()), "");
  EXPECT_EQ(now[1]["result"]["protocol"], 1) << "it takes no other";
}

TEST(Versions, HelloTellsWhatBothSpeak) {
  struct Row {
    const char* what;
    json params;
    int protocol;
  };
  for (const Row& row : {Row{"an add-on that says nothing", json::object(), 1}, Row{"version 1", {{"protocol", 1}}, 1},
                         Row{"a newer one", {{"protocol", 7}, {"capabilities", {"telepathy"}}}, protocol_version},
                         Row{"one that is too old", {{"protocol", -3}}, oldest_protocol}}) {
    const auto answers = answers_to({request(1, "hello", row.params)});
    ASSERT_EQ(answers.size(), 1U) << row.what;
    EXPECT_EQ(answers[0]["result"]["protocol"], row.protocol) << row.what;
  }
}

TEST(Versions, HelloTellsOfAllThatThereIs) {
  const auto answers = answers_to({request(1, "hello")});
  EXPECT_EQ(answers.at(0)["result"]["capabilities"],
            (json{"analyze", "cancel", "contacts", "decide", "decisions.changed", "html"}));
}

TEST(Versions, WhatANewerAddOnSendsBesideIsIgnored) {
  json params = {{"data", "Subject: x\n\n"}, {"mood", {{"good", true}}}, {"recipient", {{"shoeSize", 42}}}};
  EXPECT_TRUE(answers_to({request(1, "analyze", params)}).at(0).contains("result"));
}

}  // namespace
}  // namespace fuwake::native_messaging
