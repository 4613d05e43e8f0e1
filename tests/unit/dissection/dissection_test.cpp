#include "dissection/dissection.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>

#include "evidence/checks.h"
#include "interruption/interruption.h"
#include "links/plain_text.h"
#include "mail/charsets.h"
#include "mail/transfer_encodings.h"
#include "mails.h"
#include "page/page.h"

namespace fuwake::dissection {
namespace {

const Engine& engine() {
  static const Engine instance{tests::knowledge_with_networks(),
                               verdict::Weights::read(std::filesystem::path(FUWAKE_DATA_DIR) / "weights.json")};
  return instance;
}

TEST(Dissection, FoundingMailsAreDanger) {
  for (const char* name : {"cases/kagoya-utf8.eml", "cases/kagoya-iso2022jp.eml"}) {
    const std::string source = tests::read_mail(name);
    EXPECT_EQ(dissect(source, {}, engine())->verdict.level, verdict::Level::danger) << name;
    mail::Recipient known;
    known.addresses = {"lost@office.example"};
    known.domains = {"office.example"};
    EXPECT_EQ(dissect(source, known, engine())->verdict.level, verdict::Level::danger) << name;
  }
}

TEST(Dissection, GoodMailsAreLeftInPeace) {
  std::size_t count = 0, cautions = 0;
  for (const auto& entry : std::filesystem::directory_iterator(FUWAKE_SOURCE_DIR "/tests/mails/good")) {
    const std::string source = tests::read_mail("mails/good/" + entry.path().filename().string());
    const auto level = dissect(source, {}, engine())->verdict.level;
    EXPECT_NE(level, verdict::Level::danger) << entry.path().filename();
    cautions += level == verdict::Level::caution;
    ++count;
  }
  EXPECT_LE(cautions, 1U);
  EXPECT_GE(count, 5U);
}

TEST(Dissection, NewsletterOfAKnownBrandIsVerified) {
  const std::string source = tests::read_mail("mails/good/newsletter-with-click-tracking.eml");
  EXPECT_EQ(dissect(source, {}, engine())->verdict.level, verdict::Level::verified);
}

TEST(Dissection, AnyBytesAreDissected) {
  for (const std::string& source :
       {std::string(), std::string("\n"), std::string(5000, '\0'), std::string(5000, '\r'), std::string(5000, '\xff'),
        std::string("From:\nTo:\nReceived:\nContent-Type:\n\n")}) {
    const auto dissection = dissect(source, {}, engine());
    ASSERT_TRUE(dissection);
    EXPECT_EQ(dissection->source_size, source.size());
  }
}

// A limit is a way out: whatever stands beyond one is told, in both languages, and is at least caution.
TEST(Dissection, WhatIsBeyondALimitIsCaution) {
  std::string parts = "Content-Type: multipart/mixed; boundary=b\n\n";
  std::string links = "Content-Type: text/html\n\n";
  for (int i = 0; i < 200'000; ++i) {
    parts += "--b\n\nx\n";
    links += "<a href=https://a.example/" + std::to_string(i) + ">x</a>";
  }
  const std::string whole = "From: a@b.example\n";
  struct Row {
    const char* finding;
    std::string source;
  };
  for (const Row& row : {
           Row{"unseen.parts", whole + parts},
           Row{"unseen.links", whole + links},
           Row{"unseen.rest", whole + "\n" + std::string(largest_mail, 'x')},
       }) {
    const auto dissection = dissect(row.source, {}, engine());
    EXPECT_TRUE(std::any_of(dissection->findings.begin(), dissection->findings.end(), [&](const auto& finding) {
      return finding.id() == row.finding;
    })) << row.finding;
    EXPECT_EQ(dissection->verdict.level, verdict::Level::caution) << row.finding;
  }
}

TEST(Dissection, StopsWhenAsked) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(dissect("From: a@b.example\n\n", {}, engine(), stop.get_token()));
}

// Every loop that an attacker can make long asks; the whole stops between two of its turns.
TEST(Dissection, StopsWhereverItIs) {
  struct Row {
    const char* room;
    std::function<void()> work;
  };
  const mail::Mail mail = mail::parse_mail("From: a@b.example\n\nhttps://c.example/\n");
  const facts::Facts facts =
      facts::find_facts(mail, {}, route::trace(mail, {}, engine().knowledge), {}, {}, {}, engine().knowledge);
  page::Page page;
  page.bodies.resize(mail.bodies.size());
  for (const Row& row :
       {Row{"header fields", [] { mail::parse_headers("A: b\n\n", 0, mail::HeaderKind::mail); }},
        Row{"parts", [] { mail::parse_mime("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n"); }},
        Row{"quoted-printable", [] { mail::decode_quoted_printable("=41\n"); }},
        Row{"base64", [] { mail::decode_base64("eA=="); }}, Row{"uuencode", [] { mail::decode_uuencode("x\n"); }},
        Row{"yEnc", [] { mail::decode_yenc("x\n"); }},
        Row{"files in a text", [] { mail::find_encoded_blocks("x\n", 1); }},
        Row{"a charset", [] { mail::to_utf8("\xA4", "shift_jis"); }}, Row{"tags", [] { page::read_html("<p>x"); }},
        Row{"addresses in text", [] { links::find_links_in_text("https://a.example/"); }},
        Row{"bodies", [&] { page::read_page(mail); }},
        Row{"links", [&] { links::find_links(mail, page, {}, engine().knowledge, nullptr); }},
        Row{"checks", [&] { evidence::run_checks(facts); }}}) {
    EXPECT_NO_THROW(row.work()) << row.room;
    std::stop_source stop;
    const interruption::Scope scope(stop.get_token());
    EXPECT_NO_THROW(row.work()) << row.room;
    stop.request_stop();
    EXPECT_THROW(row.work(), interruption::Interrupted) << row.room;
  }
}

// Asks for the analysis to stop while it is asked itself; or fails.
class Meddler final : public attachments::Inspector {
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

TEST(Dissection, TellsTheInspectorWhenToStop) {
  std::stop_source stop;
  const Meddler inspector(stop);
  EXPECT_FALSE(dissect("Content-Type: application/pdf; name=a.pdf\n\nx\n", {}, engine(), stop.get_token(), &inspector));
}

}  // namespace
}  // namespace fuwake::dissection
