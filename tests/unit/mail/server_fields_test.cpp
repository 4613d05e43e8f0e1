#include <gtest/gtest.h>

#include <algorithm>

#include "mail/authentication_results.h"
#include "mail/dates.h"
#include "mail/mail.h"
#include "mail/received.h"
#include "mail/recipient.h"

namespace fuwake::mail {
namespace {

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

// Whatever a client greets with, the record that the server wrote next to "by" counts.
TEST(ReceivedFields, KeepTheRecordWhateverTheGreetingIs) {
  const std::vector<std::string> greetings = {"by",
                                              "BY",
                                              "with",
                                              "id",
                                              "for",
                                              "via",
                                              "from",
                                              "mx.me.example",
                                              "mx.me.example by",
                                              "by by",
                                              "a by mx.me.example with",
                                              "a by mx.me.example with ESMTP id 1",
                                              "x (",
                                              "x )",
                                              "x (mx.me.example [10.1.1.1])",
                                              "x ([10.1.1.1] helo=mx.me.example)",
                                              "mx.me.example (HELO x)",
                                              "mx.me.example (helo=x)",
                                              "[10.0.0.1]",
                                              "[10.0.0.1] (helo=x)",
                                              "(fetchmail-6.4.0",
                                              "with qmail-scanner-1",
                                              "x with LMTP",
                                              "x; Mon, 2 Nov 2026 09:00:00 +0000",
                                              "(Exim 4.96)",
                                              "verified",
                                              "\"x",
                                              "<x",
                                              "x>"};
  for (const std::string& greeting : greetings) {
    const auto received = parse_received("from " + greeting +
                                         " (unknown [203.0.113.5])\r\n\tby mx.me.example (Postfix) with "
                                         "ESMTPS id 4Abc for <me@me.example>; Mon, 2 Nov 2026 10:00:00 +0000 (UTC)");
    ASSERT_TRUE(received) << greeting;
    ASSERT_TRUE(received->ip) << greeting;
    EXPECT_EQ(received->ip->to_string(), "203.0.113.5") << greeting;
    EXPECT_EQ(received->by, "mx.me.example") << greeting;
    EXPECT_EQ(received->protocol, "ESMTPS") << greeting;
    EXPECT_FALSE(received->rdns_verified) << greeting;
    EXPECT_TRUE(received->time) << greeting;
  }
}

TEST(ReceivedFields, TellWhichReverseNamesWereVerified) {
  struct Row {
    const char* raw;
    const char* rdns;
    bool verified;
  };
  for (const Row& row :
       {Row{"from x (mx.example [192.0.2.1]) by y (Postfix) with ESMTP", "mx.example", true},
        Row{"from x (mx.example [192.0.2.1]) by y (8.15.2/8.15.2) with ESMTP", "mx.example", true},
        Row{"from x (mx.example [192.0.2.1] (may be forged)) by y (8.15.2/8.15.2) with ESMTP", "mx.example", false},
        Row{"from x (mx.example [192.0.2.1]) (may be forged) by y with ESMTP", "mx.example", false},
        Row{"from x (mx.example [192.0.2.1] unverified) by y with ESMTP", "mx.example", false},
        Row{"from mx.example ([192.0.2.1] helo=x) by y with esmtp (Exim 4.96)", "mx.example", true},
        Row{"from mx.example ([192.0.2.1] helo=x) by y with esmtp", "mx.example", false},
        Row{"from mx.example ([192.0.2.1] verified) by y (CommuniGate Pro SMTP 5.1) with ESMTPS", "mx.example", true},
        Row{"from mx.example (HELO x) (192.0.2.1) by y with SMTP", "mx.example", false},
        Row{"from mx.example (192.0.2.1) by 0 with SMTP", "mx.example", false},
        Row{"from mx.example (192.0.2.1) by y (10.0.0.2) with Microsoft SMTP Server id 15.1", "", false},
        Row{"from x (mx.example [192.0.2.1]) by y (OpenSMTPD) with ESMTP", "mx.example", false},
        Row{"from mx.example ([192.0.2.1]) by y (8.15.2/8.15.2) with ESMTP", "", false}}) {
    const auto received = parse_received(row.raw);
    ASSERT_TRUE(received) << row.raw;
    EXPECT_EQ(received->rdns, row.rdns) << row.raw;
    EXPECT_EQ(received->rdns_verified, row.verified) << row.raw;
  }
}

TEST(AuthenticationResultsField, IsReadToItsEnd) {
  std::string many = "mx.example";
  for (int i = 0; i < 2000; ++i) many += "; dkim=pass header.d=a.example";
  const auto results = parse_authentication_results(many + "; dmarc=fail header.from=b.example");
  ASSERT_TRUE(results);
  EXPECT_LE(results->results.size(), 101U);
  EXPECT_EQ(results->results.back().method, "dmarc");
  std::string properties = "mx.example; spf=fail";
  for (int i = 0; i < 9000; ++i) properties += " p" + std::to_string(i) + "=x";
  EXPECT_LE(parse_authentication_results(properties)->results.at(0).properties.size(), 100U);
}

// What nobody could have meant, and results that contradict each other: a sender's address that was copied as it is.
TEST(AuthenticationResultsField, PassesNothingWhereItCanBeReadInSeveralWays) {
  const auto passes = [](const std::string& text) {
    const auto results = parse_authentication_results("mx.example; " + text);
    return results && std::any_of(results->results.begin(), results->results.end(),
                                  [](const AuthenticationResult& each) { return each.result == "pass"; });
  };
  std::string many = "spf=pass";
  for (int i = 0; i < 100; ++i) many += " p" + std::to_string(i) + "=x";
  for (const std::string& text : {std::string("dmarc=pass; x@evil.example"), std::string("dmarc=pass x@evil.example"),
                                  std::string("dmarc=pass header.from=a.example header.from=b.example"),
                                  std::string("dmarc=pass header.from=a.example; dmarc=none header.from=b.example"),
                                  std::string("spf=pass smtp.mailfrom=a.example; spf=pass smtp.mailfrom=b.example"),
                                  std::string("dmarc=pass =x"), std::string("dmarc=pass a@b=x"), many})
    EXPECT_FALSE(passes(text)) << text.substr(0, 80);
  for (const char* text :
       {"dmarc=pass;", "none; dmarc=pass", "dkim=pass header.d=a.example; dkim=pass header.d=b.example",
        "spf=pass smtp.helo=a.example; spf=none smtp.mailfrom=b.example",
        "dmarc=pass header.from=a.example; dmarc=pass header.from=a.example",
        "x-tls.subject=\"/C=US\"; iprev=pass policy.iprev=192.0.2.1 (a=b; c)"})
    EXPECT_TRUE(passes(text)) << text;
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

TEST(Recipient, IsInferredFromDelivery) {
  const Recipient recipient = infer_recipient(parse_mail("Delivered-To: Lost@Office.example\n\n"));
  EXPECT_TRUE(recipient.inferred);
  EXPECT_TRUE(recipient.is_own_address("lost@office.example"));
  EXPECT_TRUE(recipient.is_own_domain("office.example"));
  EXPECT_TRUE(infer_recipient(parse_mail("To: a@b.example\n\n")).domains.empty());
}

}  // namespace
}  // namespace fuwake::mail
