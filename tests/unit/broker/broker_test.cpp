// The broker asks what the engine wants to know, and what comes of it is what the engine concludes.
#include "broker/broker.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "interruption/interruption.h"

namespace fuwake::broker {
namespace {

const std::string page_and_attachment =
    "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Hello"
    "<img src='data:image/png;base64," +
    std::string(200, 'A') + "'>\n--b\nContent-Type: application/zip; name=a.zip\n\nPK\n--b--\n";

// Answers each content by its size, and counts how often it is asked.
class Listener final : public Inspector {
 public:
  std::vector<attachments::Inspected> inspect(const std::vector<std::string_view>& contents) const override {
    ++asked;
    std::vector<attachments::Inspected> out;
    for (const std::string_view content : contents) out.push_back(answer_to(content));
    return out;
  }
  static attachments::Inspected answer_to(std::string_view content) {
    attachments::Inspected out;
    out.looked_at = true;
    out.type = "application/zip";
    out.names = {"invoice.exe"};
    if (content.size() == 150)
      out.targets.push_back({attachments::FoundTarget::Where::qr_code, "https://evil.example/"});
    return out;
  }
  mutable int asked = 0;
};

std::vector<std::string> ids_of(const dissection::Dissection& dissection) {
  std::vector<std::string> ids;
  for (const auto& finding : dissection.findings) ids.push_back(finding.id());
  return ids;
}

const Broker& without_program() {
  static const Broker instance = read_broker(FUWAKE_DATA_DIR, {});
  return instance;
}

// By hand, as whoever runs the engine in another process does it.
TEST(Broker, ConcludesWhatTheEngineDoesWithTheSameAnswers) {
  const Listener inspector;
  const auto brokered = dissect(page_and_attachment, {}, without_program(), {}, &inspector);
  auto inquiry = dissection::inquire(page_and_attachment, {}, without_program().engine);
  const auto contents = dissection::contents_to_open(inquiry);
  dissection::Answers answers;
  for (const std::string& content : contents.attached) answers.opened.attached.push_back(Listener::answer_to(content));
  for (const std::string& content : contents.pictures) answers.opened.pictures.push_back(Listener::answer_to(content));
  const auto by_hand = dissection::conclude(std::move(inquiry), without_program().engine, answers);
  EXPECT_EQ(ids_of(*brokered), ids_of(by_hand));
  EXPECT_EQ(brokered->keys.mail, by_hand.keys.mail);
  EXPECT_EQ(brokered->verdict.level, by_hand.verdict.level);
  ASSERT_EQ(brokered->facts.links.all.size(), 1U);
  EXPECT_EQ(brokered->facts.links.all[0].registrable_domain, "evil.example");
  EXPECT_EQ(inspector.asked, 2) << "each with a budget of its own";
}

TEST(Broker, AsksNobodyForNothing) {
  const Listener inspector;
  EXPECT_TRUE(dissect("From: a@b.example\n\nHello\n", {}, without_program(), {}, &inspector));
  EXPECT_EQ(inspector.asked, 0);
}

TEST(Broker, AloneHasAClock) {
  const auto engines = dissection::dissect(page_and_attachment, {}, without_program().engine);
  EXPECT_EQ(engines->duration.count(), 0);
  EXPECT_GT(dissect(page_and_attachment, {}, without_program())->duration.count(), 0);
}

// Asks for the analysis to stop while it is asked itself.
class Meddler final : public Inspector {
 public:
  explicit Meddler(std::stop_source stop) : stop_(std::move(stop)) {}
  std::vector<attachments::Inspected> inspect(const std::vector<std::string_view>& contents) const override {
    EXPECT_EQ(interruption::current(), stop_.get_token());
    stop_.request_stop();
    return std::vector<attachments::Inspected>(contents.size());
  }

 private:
  mutable std::stop_source stop_;
};

TEST(Broker, TellsTheInspectorWhenToStop) {
  std::stop_source stop;
  const Meddler inspector(stop);
  EXPECT_FALSE(
      dissect("Content-Type: application/pdf; name=a.pdf\n\nx\n", {}, without_program(), stop.get_token(), &inspector));
}

}  // namespace
}  // namespace fuwake::broker
