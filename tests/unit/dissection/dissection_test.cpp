#include "dissection/dissection.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "mails.h"

namespace fuwake::dissection {
namespace {

const Engine& engine() {
  static const Engine instance{
      tests::knowledge_with_networks(),
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
       {std::string(), std::string("\n"), std::string(5000, '\0'), std::string(5000, '\r'),
        std::string(5000, '\xff'), std::string("From:\nTo:\nReceived:\nContent-Type:\n\n")}) {
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
    EXPECT_TRUE(std::any_of(dissection->findings.begin(), dissection->findings.end(),
                            [&](const auto& finding) { return finding.id == row.finding; }))
        << row.finding;
    EXPECT_EQ(dissection->verdict.level, verdict::Level::caution) << row.finding;
  }
}

TEST(Dissection, StopsWhenAsked) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(dissect("From: a@b.example\n\n", {}, engine(), stop.get_token()));
}

}  // namespace
}  // namespace fuwake::dissection
