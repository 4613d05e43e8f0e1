// What a worker makes of what it is told, over streams and without.
#include "worker/worker.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "interruption/interruption.h"
#include "stream.h"
#include "worker/opened.h"

namespace fuwake::worker {
namespace {

using tests::Stream;

const std::string page_and_attachment =
    "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Hello"
    "<img src='data:image/png;base64," +
    std::string(200, 'A') + "'>\n--b\nContent-Type: application/zip; name=a.zip\n\nPK\n--b--\n";

const Prepared& prepared() {
  static const Prepared all{dissection::read_engine(FUWAKE_DATA_DIR, {}),
                            report::Languages::read(std::filesystem::path(FUWAKE_DATA_DIR) / "sentences")};
  return all;
}

// As the inspector tells it.
std::string told_of(const std::string& content) {
  nlohmann::json told = {{"type", "application/zip"},
                         {"names", {"invoice.exe"}},
                         {"targets", nlohmann::json::array()},
                         {"fetched", nlohmann::json::array()},
                         {"encrypted", false},
                         {"macros", false},
                         {"active", false},
                         {"cut", false}};
  if (content.size() == 150) told["targets"].push_back({{"where", "qr-code"}, {"target", "https://evil.example/"}});
  return told.dump();
}

dialogue::Answers all_opened(const dialogue::Questions& questions) {
  dialogue::Answers answers;
  for (const std::string& content : questions.attached) answers.attached.push_back(told_of(content));
  for (const std::string& content : questions.pictures) answers.pictures.push_back(told_of(content));
  return answers;
}

TEST(Worker, ConcludesWhatTheEngineDoesWithTheSameAnswers) {
  dialogue::Questions asked;
  Worker worker(prepared());
  const auto done = worker.perform(dialogue::Reading{{}, "en", dialogue::Form::summary}, page_and_attachment,
                                   [&](const dialogue::Questions& questions) {
                                     asked = questions;
                                     return all_opened(questions);
                                   });
  auto inquiry = dissection::inquire(page_and_attachment, {}, prepared().engine);
  EXPECT_EQ(asked.keys.mail, inquiry.keys.mail);
  dissection::contents_to_open(inquiry);
  const dialogue::Answers answers = all_opened(asked);
  const auto by_hand =
      dissection::conclude(std::move(inquiry), prepared().engine,
                           {{read_inspected(answers.attached), read_inspected(answers.pictures), {}}, {}});
  std::vector<std::string> ids;
  for (const auto& finding : by_hand.findings) ids.push_back(finding.id());
  EXPECT_EQ(done.summary.findings, ids);
  EXPECT_EQ(done.summary.level, verdict::name_of(by_hand.verdict.level));
  ASSERT_EQ(by_hand.facts.links.all.size(), 1U);
  EXPECT_EQ(by_hand.facts.links.all[0].registrable_domain, "evil.example");
}

TEST(Worker, AsksForNothingToBeOpenedWhereNobodyOpens) {
  dialogue::Reading reading;
  reading.opens = false;
  Worker(prepared()).perform(reading, page_and_attachment, [](const dialogue::Questions& questions) {
    EXPECT_TRUE(questions.attached.empty());
    return dialogue::Answers();
  });
}

TEST(Worker, TakesOnlyWhatTheInspectorWouldSay) {
  const auto opened = read_inspected({told_of("x"), "", "{", "{}", R"({"type":1})"});
  ASSERT_EQ(opened.size(), 5U);
  EXPECT_TRUE(opened[0].looked_at);
  for (std::size_t i = 1; i < opened.size(); ++i) EXPECT_FALSE(opened[i].looked_at) << i;
}

TEST(Worker, GivesUpAMailThatTakesTooLong) {
  dialogue::Reading reading;
  reading.work = std::chrono::milliseconds(20);
  const auto done = Worker(prepared()).perform(reading, page_and_attachment, [](const dialogue::Questions&) {
    while (true) interruption::check();
    return dialogue::Answers();
  });
  EXPECT_TRUE(done.unread);
  const auto document = nlohmann::json::parse(done.text);
  EXPECT_EQ(document["verdict"]["level"], "caution");
  EXPECT_EQ(document["findings"][0]["id"], "unseen.whole");
}

TEST(Worker, SaysInEveryFormAndLanguageThatAMailWasNotRead) {
  struct Row {
    const char* locale;
    const char* headline;
  };
  for (const Row& row : {Row{"en", "This mail could not be examined"}, Row{"ja", "このメールは調べられなかったため"}})
    for (const auto form : {dialogue::Form::document, dialogue::Form::text, dialogue::Form::html}) {
      const auto done = Worker(prepared()).perform(dialogue::Unread{100, row.locale, form}, {}, nullptr);
      EXPECT_NE(done.text.find(row.headline), std::string::npos) << done.text;
    }
}

// Two ends that a test holds both of.
TEST(Worker, ServesUntilTheEnd) {
  Stream to, from;
  dialogue::send(to, dialogue::Contacts{});
  dialogue::send(to, dialogue::Reading{{}, "en", dialogue::Form::summary}, "Subject: x\n\n");
  dialogue::send(to, dialogue::Answers{});
  dialogue::send(to, dialogue::Unread{});
  Worker worker(prepared());
  serve(to, from, worker);
  EXPECT_TRUE(std::holds_alternative<dialogue::Done>(*dialogue::receive_from_worker(from)));
  EXPECT_TRUE(std::holds_alternative<dialogue::Questions>(*dialogue::receive_from_worker(from)));
  EXPECT_EQ(std::get<dialogue::Done>(*dialogue::receive_from_worker(from)).summary.subject, "x");
  EXPECT_TRUE(std::holds_alternative<dialogue::Done>(*dialogue::receive_from_worker(from)));
  EXPECT_FALSE(dialogue::receive_from_worker(from));
}

}  // namespace
}  // namespace fuwake::worker
