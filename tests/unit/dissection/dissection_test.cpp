#include "dissection/dissection.h"

#include <gtest/gtest.h>
#include <link.h>

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
        Row{"links", [&] { links::find_links(mail, page, engine().knowledge); }},
        Row{"checks", [&] { evidence::run_checks(facts); }}}) {
    EXPECT_NO_THROW(row.work()) << row.room;
    std::stop_source stop;
    const interruption::Scope scope(stop.get_token());
    EXPECT_NO_THROW(row.work()) << row.room;
    stop.request_stop();
    EXPECT_THROW(row.work(), interruption::Interrupted) << row.room;
  }
}

const std::string with_attachments =
    "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Hello"
    "<img src='data:image/png;base64," +
    std::string(200, 'A') +
    "'>\n--b\nContent-Type: application/zip; name=a.zip\n\nPK\n"
    "--b\nContent-Type: image/png; name=a.png\n\n" +
    std::string(300, 'x') + "\n--b--\n";

// The question and the answers are values: who asks, and when, is not the engine's business.
TEST(Dissection, AsksWhatIsToBeOpened) {
  Inquiry inquiry = inquire(with_attachments, {}, engine());
  const std::string key = inquiry.keys.mail;
  const attachments::Contents contents = contents_to_open(inquiry);
  ASSERT_EQ(contents.attached.size(), 2U);
  EXPECT_TRUE(contents.attached[0].starts_with("PK")) << "the most dangerous first";
  EXPECT_EQ(contents.pictures.size(), 1U);
  EXPECT_TRUE(contents.drawn.empty());
  Answers answers;
  answers.opened.attached.resize(2);
  answers.opened.attached[0].looked_at = true;
  answers.opened.attached[0].names = {"invoice.exe"};
  answers.opened.pictures.resize(1);
  answers.opened.pictures[0].looked_at = true;
  answers.opened.pictures[0].targets = {{attachments::FoundTarget::Where::qr_code, "https://evil.example/"}};
  const Dissection dissection = conclude(std::move(inquiry), engine(), answers);
  EXPECT_EQ(dissection.keys.mail, key) << "what is found inside has no part in it";
  EXPECT_EQ(dissection.facts.attachments.all.at(0).inspected.names, std::vector<std::string>{"invoice.exe"});
  ASSERT_EQ(dissection.facts.links.all.size(), 1U);
  EXPECT_EQ(dissection.facts.links.all[0].registrable_domain, "evil.example");
  const auto has = [&](const std::string& id) {
    return std::any_of(dissection.findings.begin(), dissection.findings.end(),
                       [&](const auto& finding) { return finding.id() == id; });
  };
  EXPECT_TRUE(has("unseen.attachments")) << "the picture had no answer";
  EXPECT_TRUE(has("attachment.program-inside"));
}

TEST(Dissection, WithoutAnswersComplainsOfNothing) {
  const auto asked = [] {
    Inquiry inquiry = inquire(with_attachments, {}, engine());
    contents_to_open(inquiry);
    return conclude(std::move(inquiry), engine());
  }();
  const auto unasked = dissect(with_attachments, {}, engine());
  ASSERT_EQ(asked.findings.size(), unasked->findings.size());
  for (std::size_t i = 0; i < asked.findings.size(); ++i) EXPECT_EQ(asked.findings[i].id(), unasked->findings[i].id());
  EXPECT_TRUE(asked.facts.attachments.unseen.empty());
}

// The engine runs confined: no database, no library that opens attachments, and nothing that confines.
TEST(Dissection, IsLinkedWithNothingThatItMustNotKnow) {
  std::string all;
  dl_iterate_phdr(
      [](dl_phdr_info* library, std::size_t, void* names) {
        *static_cast<std::string*>(names) += std::string(library->dlpi_name) + "\n";
        return 0;
      },
      &all);
  EXPECT_NE(all.find("icu"), std::string::npos) << "the list is read";
  for (const char* name : {"sqlite", "seccomp", "poppler", "libarchive", "magic", "zxing", "curl"})
    EXPECT_EQ(all.find(name), std::string::npos) << all;
}

}  // namespace
}  // namespace fuwake::dissection
