#include <gtest/gtest.h>

#include "mail/content_fields.h"
#include "mail/encoded_words.h"
#include "mail/headers.h"
#include "mail/mail.h"

namespace fuwake::mail {
namespace {

TEST(Headers, AreReadAsMailReadersDo) {
  struct Row {
    const char* what;
    std::string source;
    std::string subject;
  };
  for (const Row& row : {Row{"LF", "A: b\nSubject: x\n\n", "x"}, Row{"CRLF", "A: b\r\nSubject: x\r\n\r\n", "x"},
                         Row{"bare CR", "A: b\rSubject: x\r\rbody", "x"}, Row{"folded", "Subject: x\n y\n\n", "x y"},
                         Row{"mbox line first", "From a@b Tue\nSubject: x\n\n", "x"},
                         Row{"blank before the colon", "Subject : x\n\n", "x"}, Row{"no end", "Subject: x", "x"},
                         Row{"line without a colon", "junk\nSubject: x\n\n", "x"},
                         Row{"a body that looks like one", "A: b\n\nSubject: x\n", ""}, Row{"nothing", "", ""}})
    EXPECT_EQ(parse_mail(row.source).subject, row.subject) << row.what;
}

TEST(Headers, WhatAMailIsJudgedByIsFoundBehindAnythingElse) {
  std::string flood;
  for (int i = 0; i < 100'000; ++i) flood += "X-" + std::to_string(i) + ": a\n";
  const Mail mail = parse_mail(flood + "From: a@b.example\nSubject: x\nContent-Type: text/html\n\n<p>y");
  ASSERT_EQ(mail.from.size(), 1U);
  EXPECT_EQ(mail.subject, "x");
  ASSERT_EQ(mail.bodies.size(), 1U);
  EXPECT_TRUE(mail.bodies[0].form == TextBody::Form::html);
  EXPECT_TRUE(mail.unseen.empty()) << "nobody sees the fields that were left out";
  EXPECT_LE(mail.headers().fields.size(), most_other_fields + 3);
}

TEST(Headers, OfAFloodTheFirstAndTheLastAreKept) {
  std::string source;
  for (int i = 0; i < 5000; ++i) source += "Received: from h" + std::to_string(i) + " by x; y\nX: y\n";
  source += "\n";
  const HeaderSection section = parse_headers(source, 0);
  const auto received = section.all("received");
  ASSERT_EQ(received.size(), most_of_one_name);
  EXPECT_NE(received.front()->value.find("h0 "), std::string_view::npos);
  EXPECT_NE(received.back()->value.find("h4999 "), std::string_view::npos);
  EXPECT_TRUE(section.cut);
}

TEST(Headers, OfPartsOnlyADelimiterEndsThem) {
  struct Row {
    const char* what;
    const char* part;
    const char* media_type;
  };
  for (const Row& row : {Row{"a field that looks like one", "--x: y\nContent-Type: text/html\n\n<p>z", "text/html"},
                         Row{"the first of two", "Content-Type: text/html\nContent-Type: text/plain\n\nz", "text/html"},
                         Row{"an empty one first", "Content-Type:\nContent-Type: text/html\n\nz", "text/plain"},
                         Row{"a line of blanks", "X: y\n \nContent-Type: text/html\n\nz", "text/html"}}) {
    const Mail mail =
        parse_mail(std::string("Content-Type: multipart/mixed; boundary=bb\n\n--bb\n") + row.part + "\n--bb--\n");
    ASSERT_EQ(mail.parts.size(), 2U) << row.what;
    EXPECT_EQ(mail.parts[1].media_type, row.media_type) << row.what;
  }
}

TEST(EncodedWords, AreDecodedAsReadersSeeThem) {
  struct Row {
    const char* raw;
    const char* text;
  };
  for (const Row& row : {Row{"=?utf-8?b?6Z2e5bi444Gr?= =?utf-8?b?6YeN6KaB?=", "非常に重要"},
                         Row{"=?iso-2022-jp?b?GyRCSHM+byRLPUVNVxsoQg==?=", "非常に重要"},
                         Row{"=?utf-8?q?a_b=3D?= c", "a b= c"}, Row{"a =?utf-8?q?b?=", "a b"},
                         Row{"=?utf-8?b?6Z0=?= =?utf-8?b?ng==?=", "非"},  // a character split between two words
                         Row{"=?x?", "=?x?"}, Row{"=?utf-8?z?a?=", "=?utf-8?z?a?="},
                         Row{"=?iso-8859-1?q?caf=E9?=", "café"}, Row{"caf\xC3\xA9", "café"}, Row{"caf\xE9", "café"}})
    EXPECT_EQ(decode_text(row.raw), row.text) << row.raw;
  EXPECT_EQ(decode_text("=?utf-8?q?a=00b=0Ac?="), std::string("a\0b\nc", 5))
      << "what a word holds is text; showing it safely is the report's task";
}

TEST(ContentFields, TakeParametersAsTheyComeInMail) {
  struct Row {
    const char* raw;
    const char* value;
    const char* name;
    const char* parameter;
  };
  for (const Row& row :
       {Row{"text/html; charset=\"utf-8\"", "text/html", "charset", "utf-8"},
        Row{"multipart/mixed; boundary=\"a;b\"", "multipart/mixed", "boundary", "a;b"},
        Row{"multipart/mixed;\r\n boundary=abc", "multipart/mixed", "boundary", "abc"},
        // As Thunderbird 153 reads them; each was a way to show it another part than an analyser saw.
        Row{"text/plain; charset = utf-8", "text/plain", "charset", "utf-8"},
        Row{"text/plain; (comment) charset=utf-8", "text/plain", "charset", ""},
        Row{"text/html(c); charset=utf-8", "text/html(c)", "charset", "utf-8"},
        Row{"text/html, charset=utf-8", "text/html", "charset", "utf-8"},
        Row{"multipart/mixed, boundary=bb", "multipart/mixed", "boundary", "bb"},
        Row{"multipart/mixed boundary=bb", "multipart/mixed", "boundary", ""},
        Row{"multipart/mixed; foo boundary=bb", "multipart/mixed", "boundary", ""},
        Row{"multipart/mixed; foo=\"a; boundary=cc\"; boundary=bb", "multipart/mixed", "boundary", "bb"},
        Row{"multipart/mixed; boundary=b b", "multipart/mixed", "boundary", "b b"},
        Row{"multipart/mixed; boundary=\" bb \"", "multipart/mixed", "boundary", " bb "},
        Row{"multipart/mixed; boundary='bb'", "multipart/mixed", "boundary", "'bb'"},
        Row{"multipart/mixed; boundary=\"b\\b\"", "multipart/mixed", "boundary", "bb"},
        Row{"multipart/mixed; boundary=cc; boundary*0=b; boundary*1=b", "multipart/mixed", "boundary", "bb"},
        Row{"multipart/mixed; boundary*=utf-8''b%62", "multipart/mixed", "boundary", "bb"},
        Row{"multipart/mixed; boundary=\"=?utf-8?q?bb?=\"", "multipart/mixed", "boundary", "=?utf-8?q?bb?="},
        Row{";;; boundary=bb", "", "boundary", "bb"},
        Row{"\"attachment\"; filename=a", "\"attachment\"", "filename", "a"},
        Row{"a/b; name*0=\"foo\"; name*1=bar.png", "a/b", "name", "foobar.png"},
        Row{"a/b; name*=utf-8''%E8%AB%8B.pdf", "a/b", "name", "請.pdf"},
        Row{"a/b; name=\"=?utf-8?b?6KuLLnBkZg==?=\"", "a/b", "name", "請.pdf"}, Row{"a/b; x=1; x=2", "a/b", "x", "1"},
        Row{"", "", "x", ""}, Row{";;;=", "", "x", ""},
        Row{"text/html; charset=\"utf-8", "text/html", "charset", "utf-8"}}) {
    const ContentField field = parse_content_field(row.raw);
    EXPECT_EQ(field.value, row.value) << row.raw;
    EXPECT_EQ(field.parameter(row.name), row.parameter) << row.raw;
  }
}

TEST(ContentFields, KeepWhatAPartIsReadByBehindAnyNumberOfOthers) {
  std::string raw = "multipart/mixed";
  for (int i = 0; i < 50'000; ++i) raw += "; x" + std::to_string(i) + "=y";
  const ContentField field = parse_content_field(raw + "; boundary=bb");
  EXPECT_EQ(field.parameter("boundary"), "bb");
  EXPECT_LE(field.parameters.size(), most_parameters + 1);
}

}  // namespace
}  // namespace fuwake::mail
