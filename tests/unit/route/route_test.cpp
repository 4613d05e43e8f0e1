#include "route/route.h"

#include <gtest/gtest.h>

#include "mails.h"

namespace fuwake::route {
namespace {

Route trace_source(const std::string& source, const mail::Recipient& recipient = {}) {
  static const knowledge::Knowledge knowledge = tests::knowledge_with_networks();
  return trace(mail::parse_mail(source), recipient, knowledge);
}

TEST(Route, OfTheFoundingMailIsHandedOverByXserver) {
  const Route route = trace_source(tests::read_mail("cases/kagoya-utf8.eml"));
  ASSERT_EQ(route.hops.size(), 3U);
  ASSERT_EQ(route.hand_over, 1U);
  EXPECT_EQ(route.hops[0].trust, Trust::recorded);
  EXPECT_EQ(route.hops[1].trust, Trust::hand_over);
  EXPECT_EQ(route.hops[2].trust, Trust::claimed);
  EXPECT_EQ(route.handed_over()->network->asn, 131965U);
  EXPECT_EQ(route.hops[1].delay, 2);
}

TEST(Route, StrangerWhoGreetsWithOurNameIsAStranger) {
  const Route route =
      trace_source("Received: from mx.office.example (unknown [203.0.113.9]) by mx.office.example with ESMTP; x\n\n");
  ASSERT_TRUE(route.hand_over);
  EXPECT_EQ(route.handed_over()->received.ip->to_string(), "203.0.113.9");
}

TEST(Route, PrivateHopsAreInternal) {
  const Route route = trace_source(
      "Received: from filter (filter [10.0.0.3]) by mx.office.example with ESMTP; x\n"
      "Received: from a.example (a.example [198.51.100.1]) by filter with ESMTP; x\n\n");
  EXPECT_EQ(route.hand_over, 1U);
}

// The hand-over in the records of many servers: who is it, and why.
TEST(Route, FindsTheHandOver) {
  struct Row {
    const char* what;
    std::string source;
    mail::Recipient recipient;
    const char* sender;  // "" for none
    Reason reason;
  };
  const auto of_domain = [](const char* domain) {
    mail::Recipient recipient;
    recipient.domains = {domain};
    return recipient;
  };
  const auto of_server = [](const char* id) {
    mail::Recipient recipient;
    recipient.authserv_ids = {id};
    return recipient;
  };
  const std::vector<Row> rows = {
      {"Gmail",
       "Received: by 2002:a05:6a20:1234:b0:1a2:3b4c:5d6e with SMTP id x1csp1; Mon, 6 May 2024 01:02:03 -0700 (PDT)\n"
       "Received: from mail.sender.example (mail.sender.example. [203.0.113.5]) by mx.google.com with ESMTPS id x2 "
       "for <a@gmail.com> (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256); Mon, 06 May 2024 01:02:03 -0700 "
       "(PDT)\n",
       {},
       "mail.sender.example",
       Reason::delivering_server},
      {"Outlook.com, through its own servers",
       "Received: from AM0PR01MB1.eurprd01.prod.exchangelabs.com (2603:10a6:208:1::1) by "
       "DB1PR01MB2.eurprd01.prod.outlook.com with HTTPS; Mon, 6 May 2024 08:02:05 +0000\n"
       "Received: from mail.sender.example (203.0.113.5) by AM0EUR01FT013.mail.protection.outlook.com (10.13.1.2) with "
       "Microsoft SMTP Server (version=TLS1_2, cipher=X) id 15.20.1; Mon, 6 May 2024 08:02:03 +0000\n",
       {},
       "mail.sender.example",
       Reason::delivering_server},
      {"Yahoo! JAPAN",
       "Received: from 203.0.113.5  (EHLO mail.sender.example) (203.0.113.5) by mta1.mail.djm.ynwm.yahoo.co.jp with "
       "SMTP; "
       "Mon, 06 May 2024 17:02:03 +0900\n",
       {},
       "mail.sender.example",
       Reason::delivering_server},
      {"nifty",
       "Received: from mta-in.nifty.com ([10.1.2.3]) by mbox.nifty.com with LMTP id 1; Mon, 6 May 2024 17:02:04 +0900\n"
       "Received: from mail.sender.example (mail.sender.example [203.0.113.5]) by mta-in.nifty.com with ESMTP id 2; "
       "Mon, 6 May 2024 17:02:03 +0900\n",
       {},
       "mail.sender.example",
       Reason::delivering_server},
      {"Dovecot's LMTP behind Postfix",
       "Received: from mx.office.example ([192.168.0.2]) by imap.office.example with LMTP id a (envelope-from "
       "<x@y.example>); x\n"
       "Received: from mail.sender.example (unknown [203.0.113.5]) by mx.office.example (Postfix) with ESMTP id b; x\n",
       of_domain("office.example"), "mail.sender.example", Reason::own_domain},
      {"Zimbra",
       "Received: from zimbra.office.example (LHLO zimbra.office.example) (192.168.0.2) by zimbra.office.example with "
       "LMTP; x\n"
       "Received: from localhost (localhost [127.0.0.1]) by zimbra.office.example (Postfix) with ESMTP id 1; x\n"
       "Received: from mail.sender.example (mail.sender.example [203.0.113.5]) by zimbra.office.example (Postfix) with "
       "ESMTPS id 2; x\n",
       of_domain("office.example"), "mail.sender.example", Reason::own_domain},
      {"qmail",
       "Received: (qmail 12345 invoked from network); 6 May 2024 08:02:03 -0000\n"
       "Received: from unknown (HELO mail.sender.example) (203.0.113.5) by 0 with SMTP; 6 May 2024 08:02:03 -0000\n",
       {},
       "mail.sender.example",
       Reason::delivering_server},
      {"Exim",
       "Received: from mail.sender.example ([203.0.113.5]:40000 helo=mx.bank.example) by host.office.example with "
       "esmtps "
       "(TLS1.2) tls X (Exim 4.96) id 1; Mon, 06 May 2024 08:02:03 +0000\n",
       {},
       "mail.sender.example",
       Reason::delivering_server},
      {"Sendmail, whose sender had no reverse name",
       "Received: from mx.bank.example ([203.0.113.5]) by mail.office.example (8.15.2/8.15.2) with ESMTP id 1; x\n",
       {},
       "mx.bank.example",
       Reason::delivering_server},
      {"the server of the trusted results",
       "Received: from mail.sender.example (mail.sender.example [203.0.113.5]) by in.provider.example; x\n",
       of_server("in.provider.example"), "mail.sender.example", Reason::authserv_id},
      {"fetched by POP3",
       "Received: from pop.provider.example [198.51.100.9] by home.office.example with POP3 (fetchmail); x\n"
       "Received: from mail.sender.example (mail.sender.example [203.0.113.5]) by mx.provider.example with ESMTP; x\n",
       {},
       "mail.sender.example",
       Reason::fetched},
      {"a mailing list is who hands over",
       "Received: from lists.club.example (lists.club.example [203.0.113.7]) by mx.office.example; x\n"
       "Received: from mail.sender.example (mail.sender.example [203.0.113.5]) by lists.club.example; x\n",
       of_domain("office.example"), "lists.club.example", Reason::own_domain},
      {"from within Gmail",
       "Received: from mail-sor-f41.google.com (mail-sor-f41.google.com. [209.85.220.41]) by mx.google.com with SMTPS "
       "id 1; x\n",
       {},
       "",
       Reason::delivering_server},
  };
  for (const Row& row : rows) {
    const Route route = trace_source(row.source + "From: a@b.example\n\n", row.recipient);
    const Hop* hop = route.handed_over();
    ASSERT_EQ(hop == nullptr, *row.sender == '\0') << row.what;
    if (hop == nullptr) continue;
    EXPECT_EQ(hop->sender(), row.sender) << row.what;
    EXPECT_EQ(route.reason, row.reason) << row.what;
  }
}

// A hop below which a stranger wrote the record that he liked. The hop is the hand-over whatever it claims.
const std::string invented =
    "Received: from mx1.bank.example (mx1.bank.example [198.51.100.1]) by mx.office.example with ESMTP; x\n"
    "From: a@b.example\n\n";

TEST(Route, BelievesNoHopThatOnlyClaimsToBeOurs) {
  for (const char* hop :
       {"from mx.office.example (mx.office.example [203.0.113.5] (may be forged)) by mx.office.example (8.15.2/8.15.2)",
        "from mx.office.example (mx.office.example [203.0.113.5]) (may be forged) by mx.office.example (8.15.2/8.15.2)",
        "from mx.office.example (mx.office.example [203.0.113.5] unverified) by mx.office.example",
        "from mx.office.example (HELO mx.office.example) (203.0.113.5) by mx.office.example",
        "from mx.office.example (203.0.113.5) by mx.office.example",
        "from mx.office.example (203.0.113.5) by mx.office.example (10.0.0.2) with Microsoft SMTP Server id 15.1",
        "from mx.office.example ([203.0.113.5]) by mx.office.example (8.15.2/8.15.2)",
        "from mx.office.example (<unknown> [203.0.113.5]) by mx.office.example (OpenSMTPD)",
        "from mx.office.example (mx.office.example [203.0.113.5]) by mx.office.example (OpenSMTPD)",
        "from [203.0.113.5] (helo=mx.office.example) by mx.office.example with esmtp (Exim 4.96)",
        "from mx.office.example (HELO x) (unknown [203.0.113.5]) by mx.office.example (Postfix)",
        "from mx.office.example (helo=x) ([203.0.113.5]) by mx.office.example (8.15.2/8.15.2)",
        "from mx.office.example (mx.office.example [10.1.1.1]) (unknown [203.0.113.5]) by mx.office.example",
        "from by (unknown [203.0.113.5]) by mx.office.example",
        "from id (unknown [203.0.113.5]) by mx.office.example",
        "from x by mx.office.example with LMTP (unknown [203.0.113.5]) by mx.office.example",
        "from x by a.prod.outlook.com (unknown [203.0.113.5]) by mx.office.example",
        "from (fetchmail-6 (unknown [203.0.113.5]) by mx.office.example",
        "from mx.office.example by mx.office.example",
        "from mx.office.example (unknown) by mx.office.example",
        "from evil.example (unknown [10.0.0.1]) by mx.office.example",
        "from evil.example (unknown [192.168.0.1]) by mx.office.example",
        "from evil.example (unknown [172.17.0.1]) by mx.office.example",
        "from evil.example (unknown [100.64.0.1]) by mx.office.example",
        "from evil.example (unknown [169.254.0.1]) by mx.office.example",
        "from evil.example (unknown [IPv6:fd00::1]) by mx.office.example",
        "from evil.example (unknown [IPv6:fe80::1%eth0]) by mx.office.example",
        "from evil.example (localhost [127.0.0.1]) by mx.office.example",
        "from evil.example (ip6-localhost [IPv6:::1]) by mx.office.example",
        "from mx.office.example (unknown [172.17.0.1]) by mx.office.example",
        "from localhost (unknown [172.17.0.1]) by mx.office.example",
        "from localhost (_gateway [172.17.0.1]) by mx.office.example",
        "from _gateway (_gateway [172.17.0.1]) by mx.office.example",
        "from evil.example (gateway [10.0.2.2]) by mx.office.example",
        "from [10.0.0.7] (unknown [172.17.0.1]) by mx.office.example",
        "from [203.0.113.9] (unknown [172.17.0.1]) by mx.office.example",
        "from  ([172.17.0.1]) by mx.office.example",
        "from mx.office.example ([172.17.0.1]) by mx.office.example",
        "from mx.office.example (HELO mx.office.example) (172.17.0.1) by mx.office.example"}) {
    mail::Recipient recipient;
    recipient.domains = {"office.example"};
    const Route route = trace_source("Received: " + std::string(hop) + "; x\n" + invented, recipient);
    EXPECT_EQ(route.hand_over, 0U) << hop;
    EXPECT_EQ(route.last_certain(), 0U) << hop;
  }
}

// Steps among our own servers, none of which is a hand-over; below them stands the one that is.
TEST(Route, PassesOverOurOwnServers) {
  for (const char* hop :
       {"by 2002:a05:6a20:1234:b0:1a2:3b4c:5d6e with SMTP id x1csp1",
        "from mx.office.example (mx.office.example [198.51.100.9]) by imap.office.example (Postfix) with ESMTP",
        "from mx.office.example ([198.51.100.9] helo=mx) by imap.office.example with esmtp (Exim 4.96)",
        "from filter (filter [10.0.0.3]) by mx.office.example with ESMTP",
        "from mx.office.example (mx.office.example [10.0.0.3]) by mx.office.example with ESMTP",
        "from localhost (localhost [127.0.0.1]) by mx.office.example (Postfix) with ESMTP",
        "from localhost (unknown [127.0.0.1]) by mx.office.example (Postfix) with ESMTP",
        "from [127.0.0.1] (localhost [127.0.0.1]) by mx.office.example (Postfix) with ESMTP",
        "from mx.office.example ([10.0.0.3]) by imap.office.example with LMTP id a (envelope-from <x@[203.0.113.9]>)",
        "from mx.office.example by imap with LMTP id a",
        "from mx.office.example (203.0.113.1) by imap.office.example with LMTPS",
        "from mail by mx.office.example with local (Exim 4.96)",
        "from localhost by mx.office.example with SpamAssassin (version 4.0.0)",
        "from [192.168.1.20] (unknown [192.168.1.20]) by mx.office.example (Postfix) with ESMTPSA",
        "from pop.provider.example [198.51.100.9] by localhost with POP3 (fetchmail)",
        "from a.securemx.jp (a.securemx.jp [210.130.1.1]) by mx.office.example (Postfix) with ESMTP"}) {
    const Route route = trace_source("Received: " + std::string(hop) +
                                     "; x\nReceived: from mail.sender.example (mail.sender.example [203.0.113.5]) by "
                                     "b.securemx.jp with ESMTP; x\n\n");
    EXPECT_EQ(route.hand_over, 1U) << hop;
  }
}

TEST(Route, OfOneOfOurHostsWithoutANameIsUncertain) {
  const Route route = trace_source(
      "Received: from in.office.example (unknown [10.0.0.5]) by mx.office.example with ESMTP; x\n"
      "Received: from a.example (a.example [203.0.113.5]) by in.office.example with ESMTP; x\n\n");
  EXPECT_EQ(route.hand_over, 1U) << "what our own hosts write is shown";
  EXPECT_EQ(route.last_certain(), 0U) << "and confirms nothing";
}

TEST(Route, BelievesNoDomainThatTheMailItselfNames) {
  const mail::Mail mail = mail::parse_mail(
      "Received: from mail.evil.example (mail.evil.example [203.0.113.5]) by mx.office.example with ESMTP; x\n"
      "Received: from mx1.bank.example (mx1.bank.example [198.51.100.1]) by mail.evil.example; x\n"
      "Delivered-To: me@evil.example\n\n");
  static const knowledge::Knowledge knowledge = tests::knowledge_with_networks();
  EXPECT_EQ(trace(mail, mail::infer_recipient(mail), knowledge).hand_over, 0U);
}

TEST(Route, FromAMachineInTheHouseIsNotFromOutside) {
  const Route route =
      trace_source("Received: from MFP01 (unknown [192.168.1.50]) by mx.office.example with SMTP; x\n\n");
  ASSERT_EQ(route.hand_over, 0U);
  EXPECT_EQ(route.from_outside(), nullptr);
}

TEST(Route, FindsGapsWhereTwoPublicNamesDiffer) {
  const Route route = trace_source(
      "Received: from evil.com (evil.com [203.0.113.9]) by mx.office.example; x\n"
      "Received: from a (a [10.0.0.1]) by mx.bank.com; x\n"
      "Received: from b by a.local; x\n\n");
  EXPECT_FALSE(route.hops[0].joins_next);
  EXPECT_TRUE(route.hops[1].joins_next) << "local names say nothing";
}

TEST(Forwarding, IsReadFromTheEnvelope) {
  struct Row {
    const char* header;
    const char* by;
    const char* original;
  };
  for (const Row& row :
       {Row{"Return-Path: <SRS0=Hash=TT=first.example=ann@forwarder.example>", "forwarder.example", "first.example"},
        Row{"Return-Path: <SRS1=Hash=second.example==Hash=TT=first.example=ann@third.example>", "third.example",
            "first.example"},
        Row{"Return-Path: <bounces+SRS=hash=TT=first.example=ann@tenant.example>", "tenant.example", "first.example"},
        Row{"Return-Path: <bob+caf_=ann=office.example@gmail.com>", "gmail.com", ""},
        Row{"Resent-From: bob@office.example", "", ""}}) {
    const auto forwarding = trace_source(std::string(row.header) + "\n\n").forwarding;
    ASSERT_TRUE(forwarding) << row.header;
    EXPECT_EQ(forwarding->by, row.by) << row.header;
    EXPECT_EQ(forwarding->original, row.original) << row.header;
  }
  EXPECT_FALSE(trace_source("Return-Path: <srs@office.example>\n\n").forwarding);
}

TEST(Route, WithoutReceivedFieldsSaysNothing) {
  const Route route = trace_source("From: a@b.example\n\n");
  EXPECT_TRUE(route.hops.empty());
  EXPECT_EQ(route.handed_over(), nullptr);
}

}  // namespace
}  // namespace fuwake::route
