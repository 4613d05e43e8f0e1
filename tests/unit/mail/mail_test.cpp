#include <gtest/gtest.h>

#include "mail/content_fields.h"
#include "mail/encoded_words.h"
#include "mail/mail.h"
#include "mail/recipient.h"
#include "mail/transfer_encodings.h"

namespace fuwake::mail {
namespace {

TEST(Headers, AreReadAsMailReadersDo) {
  struct Row {
    const char* what;
    std::string source;
    std::string subject;
  };
  for (const Row& row :
       {Row{"LF", "A: b\nSubject: x\n\n", "x"}, Row{"CRLF", "A: b\r\nSubject: x\r\n\r\n", "x"},
        Row{"bare CR", "A: b\rSubject: x\r\rbody", "x"}, Row{"folded", "Subject: x\n y\n\n", "x y"},
        Row{"mbox line first", "From a@b Tue\nSubject: x\n\n", "x"},
        Row{"blank before the colon", "Subject : x\n\n", "x"},
        Row{"no end", "Subject: x", "x"}, Row{"line without a colon", "junk\nSubject: x\n\n", "x"},
        Row{"a body that looks like one", "A: b\n\nSubject: x\n", ""}, Row{"nothing", "", ""}})
    EXPECT_EQ(parse_mail(row.source).subject, row.subject) << row.what;
}

TEST(EncodedWords, AreDecodedAsReadersSeeThem) {
  struct Row {
    const char* raw;
    const char* text;
  };
  for (const Row& row :
       {Row{"=?utf-8?b?6Z2e5bi444Gr?= =?utf-8?b?6YeN6KaB?=", "非常に重要"},
        Row{"=?iso-2022-jp?b?GyRCSHM+byRLPUVNVxsoQg==?=", "非常に重要"},
        Row{"=?utf-8?q?a_b=3D?= c", "a b= c"}, Row{"a =?utf-8?q?b?=", "a b"},
        Row{"=?utf-8?b?6Z0=?= =?utf-8?b?ng==?=", "非"},  // a character split between two words
        Row{"=?x?", "=?x?"}, Row{"=?utf-8?z?a?=", "=?utf-8?z?a?="},
        Row{"=?iso-8859-1?q?caf=E9?=", "café"}, Row{"caf\xC3\xA9", "café"}, Row{"caf\xE9", "café"}})
    EXPECT_EQ(decode_text(row.raw), row.text) << row.raw;
  EXPECT_EQ(decode_text("=?utf-8?q?a=00b=0Ac?="), std::string("a\0b\nc", 5))
      << "what a word holds is text; showing it safely is the report's task";
}

TEST(TransferEncodings, SurviveWhatSendersWrite) {
  EXPECT_EQ(decode_quoted_printable("foo \r\nbar=\r\nbaz=3D=zz=\n x"), "foo\nbarbaz==zz x");
  EXPECT_EQ(decode_base64("aGVs\nbG8"), "hello");
  EXPECT_EQ(decode_base64("aGVsbG8=\naGVsbG8="), "hellohello");
  EXPECT_EQ(decode_base64("!!a!G!V!s!bG8==="), "hello");
  EXPECT_EQ(decode_base64("===="), "");
  EXPECT_EQ(decode_q("a_=5F="), "a _=");
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
        Row{"text/plain; (comment) charset = utf-8 (x)", "text/plain", "charset", "utf-8"},
        Row{"a/b; name*0=\"foo\"; name*1=bar.png", "a/b", "name", "foobar.png"},
        Row{"a/b; name*=utf-8''%E8%AB%8B.pdf", "a/b", "name", "請.pdf"},
        Row{"a/b; name=\"=?utf-8?b?6KuLLnBkZg==?=\"", "a/b", "name", "請.pdf"},
        Row{"a/b; x=1; x=2", "a/b", "x", "1"}, Row{"", "", "x", ""}, Row{";;;=", "", "x", ""},
        Row{"text/html; charset=\"utf-8", "text/html", "charset", "utf-8"}}) {
    const ContentField field = parse_content_field(row.raw);
    EXPECT_EQ(field.value, row.value) << row.raw;
    EXPECT_EQ(field.parameter(row.name), row.parameter) << row.raw;
  }
}

TEST(Addresses, AreWhatTheyAreAndNotWhatTheyShow) {
  struct Row {
    const char* raw;
    const char* name;
    const char* spec;
  };
  for (const Row& row :
       {Row{"eKagoya ISP <mori@office.example>", "eKagoya ISP", "mori@office.example"},
        Row{"\"support@paypal.com\" <x@evil.example>", "support@paypal.com", "x@evil.example"},
        Row{"x@evil.example (PayPal)", "PayPal", "x@evil.example"},
        Row{"=?utf-8?q?=3Cservice=40paypal=2Ecom=3E=2C?= <x@evil.example>",
            "<service@paypal.com>,", "x@evil.example"},
        Row{"<@relay.example:x@Evil.EXAMPLE>", "", "x@evil.example"},
        Row{"friends: a@b.example, c@d.example;", "", "a@b.example"},
        Row{"Re: your mail <a@b.example>", "Re: your mail", "a@b.example"},
        Row{"\"a\\\"b\" <a@b.example>", "a\"b", "a@b.example"}, Row{"Name Only", "Name Only", ""}}) {
    const auto addresses = parse_addresses(row.raw);
    ASSERT_FALSE(addresses.empty()) << row.raw;
    EXPECT_EQ(addresses[0].display_name, row.name) << row.raw;
    EXPECT_EQ(addresses[0].spec(), row.spec) << row.raw;
  }
  EXPECT_EQ(parse_addresses("a@b.example, c@d.example").size(), 2U);
  EXPECT_TRUE(parse_addresses(" , ;").empty());
}

TEST(Dates, OfAllKindsAreRead) {
  struct Row {
    const char* text;
    const char* time;
  };
  for (const Row& row : {Row{"Tue, 14 Mar 2023 06:12:41 +0900", "2023-03-13T21:12:41Z"},
                         Row{"14 Mar 23 06:12 EST", "2023-03-14T11:12:00Z"},
                         Row{" Tue, 14 Mar 2023 06:12:41 +0900 (JST)", "2023-03-13T21:12:41Z"},
                         Row{"Tue, 29 Feb 2023 06:12:41 +0900", ""}, Row{"yesterday", ""},
                         Row{"1 Jan 99999 00:00:00", ""}, Row{"", ""}}) {
    const auto time = parse_date(row.text);
    EXPECT_EQ(time ? to_rfc3339(*time) : "", row.time) << row.text;
  }
}

TEST(ReceivedFields, OfCommonServers) {
  const auto postfix = parse_received(
      " from sv742.xserver.jp (sv742.xserver.jp [120.136.14.43])\n\tby mx.office.example (Postfix) with "
      "ESMTPS id 4PbExAmPle\n\t(using TLSv1.2 with cipher X (256/256 bits))\n\tfor "
      "<mori@office.example>; Tue, 14 Mar 2023 06:12:43 +0900 (JST)");
  ASSERT_TRUE(postfix);
  EXPECT_EQ(postfix->rdns, "sv742.xserver.jp");
  EXPECT_EQ(postfix->ip->to_string(), "120.136.14.43");
  EXPECT_EQ(postfix->by, "mx.office.example");
  EXPECT_EQ(postfix->protocol, "ESMTPS");
  EXPECT_EQ(postfix->recipient, "mori@office.example");
  EXPECT_TRUE(postfix->time);

  const auto exim = parse_received(
      "from [198.51.100.1] (helo=mail.example) by mx.example with esmtp id 1; Mon, 1 Jan 2024 00:00:00 +0000");
  ASSERT_TRUE(exim);
  EXPECT_EQ(exim->from, "mail.example");
  EXPECT_EQ(exim->ip->to_string(), "198.51.100.1");

  const auto submission = parse_received("by sv742.xserver.jp (Postfix, from userid 20742) id X; x");
  ASSERT_TRUE(submission);
  EXPECT_FALSE(submission->has_from);
  EXPECT_FALSE(submission->ip);

  EXPECT_FALSE(parse_received("(qmail 10681 invoked by uid 404); 14 Nov 2003 08:05:52 -0000"));
  EXPECT_FALSE(parse_received(""));
}

TEST(AuthenticationResultsField, WithAndWithoutAnId) {
  const auto results = parse_authentication_results(
      " mx.example; spf=pass (a; b) smtp.mailfrom=x@a.example;\r\n dkim = pass header.d=b.example; "
      "dmarc=fail reason=\"no; alignment\" header.from=c.example");
  ASSERT_TRUE(results);
  EXPECT_EQ(results->authserv_id, "mx.example");
  ASSERT_EQ(results->results.size(), 3U);
  EXPECT_EQ(results->results[0].properties.at("smtp.mailfrom"), "x@a.example");
  EXPECT_EQ(results->results[1].result, "pass");
  EXPECT_EQ(results->results[2].reason, "no; alignment");

  const auto outlook = parse_authentication_results(
      "spf=fail (sender IP is 1.2.3.4) smtp.mailfrom=a.example; dkim=none (message not signed) "
      "header.d=none;dmarc=fail action=none header.from=a.example;");
  ASSERT_TRUE(outlook);
  EXPECT_EQ(outlook->authserv_id, "");
  EXPECT_EQ(outlook->results[2].method, "dmarc");
  EXPECT_FALSE(parse_authentication_results(" ; "));
}

TEST(Mime, FindsTheTextAndLeavesTheRest) {
  const Mail mail = parse_mail(
      "Content-Type: multipart/mixed; boundary=o\n\npreamble\n--o\n"
      "Content-Type: multipart/alternative; boundary=\"i\"\n\n--i\n\nplain\n--i\n"
      "Content-Type: text/html\n\n<p>html\n--i--\nepilogue\n--o\n"
      "Content-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\nattached\n--o--\n");
  ASSERT_EQ(mail.bodies.size(), 2U);
  EXPECT_EQ(mail.bodies[0].text, "plain");
  EXPECT_TRUE(mail.bodies[1].form == TextBody::Form::html);
  EXPECT_EQ(mail.bodies[1].text, "<p>html");
  EXPECT_EQ(mail.parts.back().file_name, "a.txt");
  EXPECT_TRUE(mail.unseen.empty());
}

TEST(Mime, ReadsMessagesInMessages) {
  const Mail mail = parse_mail(
      "Content-Type: message/rfc822\n\nSubject: inner\nContent-Type: text/html\n\n<p>x");
  ASSERT_EQ(mail.parts.size(), 2U);
  ASSERT_EQ(mail.bodies.size(), 1U);
  EXPECT_EQ(mail.bodies[0].text, "<p>x");
}

TEST(Mime, DelimiterAfterHeadersWithoutAnEmptyLine) {
  const Mail mail = parse_mail(
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nX: y\n--b\n\nhidden?\n--b--\n");
  ASSERT_EQ(mail.bodies.size(), 1U);
  EXPECT_EQ(mail.bodies[0].text, "hidden?");
}

TEST(Mime, IsBoundedInDepthAndNumber) {
  std::string deep;
  for (int i = 0; i < 5000; ++i) {
    const std::string boundary = "b" + std::to_string(i);
    deep += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
  }
  const Mail nested = parse_mail(deep);
  EXPECT_TRUE(nested.unseen.contains(Unseen::parts));
  EXPECT_LE(nested.parts.size(), most_parts);

  std::string wide = "Content-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 5000; ++i) wide += "--b\n\nx\n";
  const Mail many = parse_mail(wide);
  EXPECT_TRUE(many.unseen.contains(Unseen::parts));
  EXPECT_EQ(many.parts.size(), most_parts);
}

TEST(Recipient, IsInferredFromDelivery) {
  const Recipient recipient = infer_recipient(parse_mail("Delivered-To: Lost@Office.example\n\n"));
  EXPECT_TRUE(recipient.inferred);
  EXPECT_TRUE(recipient.is_own_address("lost@office.example"));
  EXPECT_TRUE(recipient.is_own_domain("office.example"));
  EXPECT_TRUE(infer_recipient(parse_mail("To: a@b.example\n\n")).domains.empty());
}

}  // namespace
}  // namespace fuwake::mail
