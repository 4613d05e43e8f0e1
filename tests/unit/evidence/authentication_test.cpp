// What the recipient's own server found out about the sender, and whom of those who say so it is.
#include "evidence/examine.h"

namespace fuwake::evidence {

Rows authentication_rows() {
  return {
      {"authentication.brand-unseen", "a bank's address where the server checks nothing, and a stranger's link",
       mail_with("From: Bank <info@paypal.com>\n", "Your account has been suspended https://evil.example/"),
       mail_with("From: Bank <info@paypal.com>\n", "Your account has been suspended https://www.paypal.com/")},
      {"authentication.brand-unseen", "the same without a link, and a number to call",
       mail_with("From: Bank <info@paypal.com>\n", "You did not make this payment? Call us now: +1 (888) 555-0134"),
       mail_with("From: Bank <info@paypal.com>\n", "Thank you for your payment.")},
      {"authentication.failed", "a stranger with a list's fields; and a list to which the mail is addressed",
       mail_with("Authentication-Results: mx.office.example; spf=fail smtp.mailfrom=c.example; dmarc=fail "
                 "header.from=b.example\nFrom: a@b.example\nTo: l@c.example\nList-Id: <l.c.example>\n"),
       mail_with("Authentication-Results: mx.office.example; spf=pass smtp.mailfrom=c.example; dmarc=fail "
                 "header.from=b.example\nFrom: a@b.example\nTo: l@c.example\nList-Id: <l.c.example>\n")},
      {"authentication.failed", "the same with the fields of an old Japanese list",
       mail_with("Authentication-Results: mx.office.example; spf=fail smtp.mailfrom=c.example; dmarc=fail "
                 "header.from=b.example\nFrom: a@b.example\nTo: l@c.example\nX-ML-Name: l\n"),
       mail_with("Authentication-Results: mx.office.example; spf=pass smtp.mailfrom=c.example; dmarc=fail "
                 "header.from=b.example\nFrom: a@b.example\nTo: l@c.example\nX-ML-Name: l\n")},
      {"authentication.brand-unproven", "a bank's own address, sent by a stranger",
       mail_with("Authentication-Results: mx.office.example; spf=fail smtp.mailfrom=paypal.com\n"
                 "From: service@paypal.com\n"),
       mail_with(dmarc_pass("paypal.com") + "From: service@paypal.com\n")},
      {"authentication.brand-unproven", "the same, forwarded",
       mail_with("Authentication-Results: mx.office.example; spf=fail smtp.mailfrom=paypal.com\n"
                 "From: service@paypal.com\n"),
       mail_with("Authentication-Results: mx.office.example; spf=pass smtp.mailfrom=fwd.example\n"
                 "Return-Path: <SRS0=ab=cd=paypal.com=service@fwd.example>\nFrom: service@paypal.com\n")},
      {"authentication.brand-disowned", "a bank's own address, and the bank's rules say no",
       mail_with("Authentication-Results: mx.office.example; dmarc=fail header.from=paypal.com\n"
                 "From: service@paypal.com\n"),
       mail_with("Authentication-Results: mx.office.example; spf=pass smtp.mailfrom=b.example; dmarc=fail "
                 "header.from=paypal.com\n"
                 "From: service@paypal.com\nList-Id: <l.b.example>\nList-Post: <mailto:l@b.example>\n")},
      {"authentication.brand-disowned", "the same with the fields of a list, which anybody writes",
       mail_with("Authentication-Results: mx.office.example; dmarc=fail header.from=paypal.com\n"
                 "From: service@paypal.com\nList-Id: <l.b.example>\nList-Post: <mailto:l@b.example>\n"),
       mail_with("Authentication-Results: mx.office.example; dkim=pass header.d=b.example; dmarc=fail "
                 "header.from=paypal.com\n"
                 "From: service@paypal.com\nList-Id: <l.b.example>\nList-Post: <mailto:l@b.example>\n")},
      {"authentication.brand-disowned", "the same with a field that anybody writes",
       mail_with("Authentication-Results: mx.office.example; dmarc=fail header.from=paypal.com\n"
                 "From: service@paypal.com\nResent-From: ann@b.example\n"),
       mail_with("Authentication-Results: mx.office.example; spf=pass smtp.mailfrom=gmail.com; dmarc=fail "
                 "header.from=paypal.com\n"
                 "Return-Path: <bob+caf_=lost=office.example@gmail.com>\nFrom: service@paypal.com\n")},
      {"authentication.brand-disowned",
       "a link that goes elsewhere, and an alumni forwarder's broken mail that leads home",
       mail_with("Authentication-Results: mx.office.example; dmarc=fail header.from=paypal.com\n"
                 "From: service@paypal.com\n",
                 "https://www.paypal.com/activity https://paypal.evil.example/"),
       mail_with("Authentication-Results: mx.office.example; dmarc=fail header.from=paypal.com\n"
                 "From: service@paypal.com\n",
                 "https://www.paypal.com/activity")},
      {"authentication.brand-unproven", "a forwarder that nobody knows, and the bank's rules say no",
       mail_with("Authentication-Results: mx.office.example; spf=pass smtp.mailfrom=fwd.example; dmarc=fail "
                 "header.from=paypal.com\n"
                 "Return-Path: <SRS0=ab=cd=paypal.com=service@fwd.example>\nFrom: service@paypal.com\n"),
       mail_with("Authentication-Results: mx.office.example; spf=pass smtp.mailfrom=fwd.example; dmarc=fail "
                 "header.from=b.example\n"
                 "Return-Path: <SRS0=ab=cd=b.example=a@fwd.example>\nFrom: a@b.example\n")},
      {"authentication.body-partly-signed", "text below what was signed",
       mail_with(dkim_pass + "DKIM-Signature: d=b.example; l=4; h=from:subject\nFrom: a@b.example\n", "abcd\nmore\n"),
       mail_with(dkim_pass + "DKIM-Signature: d=b.example; l=6; h=from:subject\nFrom: a@b.example\n", "abcd\n\n")},
      {"authentication.from-unsigned", "a signature without From",
       mail_with(dkim_pass + "DKIM-Signature: d=b.example; h=subject\nFrom: a@b.example\n"),
       mail_with(dkim_pass + "DKIM-Signature: d=b.example; h=From:Subject\nFrom: a@b.example\n")},
      {"authentication.subject-unsigned", "a signature without Subject",
       mail_with(dkim_pass + "DKIM-Signature: d=b.example; h=from\nFrom: a@b.example\nSubject: x\n"),
       mail_with(dkim_pass + "DKIM-Signature: d=b.example; h=from\nFrom: a@b.example\n")},
      {"authentication.signature-expired", "an old mail sent again",
       mail_with(dkim_pass + "DKIM-Signature: d=b.example; x=1600000000; h=from\nFrom: a@b.example\n"),
       mail_with(dkim_pass + "DKIM-Signature: d=b.example; x=1900000000; h=from\nFrom: a@b.example\n")},
      {"authentication.forged-results",
       "results in our name, below a stranger's hop",
       {from_outside + "Received: from a by sv1.xserver.jp; x\n" + dmarc_pass("b.example") + "From: a@b.example\n\n",
        {}},
       {dmarc_pass("b.example") + from_outside + "From: a@b.example\n\n", {}}},
      {"authentication.foreign-results", "results of a server on the way",
       mail_with("Authentication-Results: mx.other.example; spf=pass\nFrom: a@b.example\n"),
       mail_with(dmarc_pass("b.example") + "From: a@b.example\n")},
      {"authentication.passed", "my server says so",
       mail_with("Authentication-Results: mx.office.example; dmarc=pass header.from=b.example\nFrom: a@b.example\n"),
       mail_with("Authentication-Results: mx.evil.example; dmarc=pass header.from=b.example\nFrom: a@b.example\n")},
      {"authentication.failed", "my server says the contrary",
       mail_with("Authentication-Results: mx.office.example; dmarc=fail\nFrom: a@b.example\n"),
       mail_with("Authentication-Results: mx.office.example; spf=none\nFrom: a@b.example\n")},
      {"authentication.unproven", "passed, but for another domain",
       mail_with("Authentication-Results: mx.office.example; spf=pass smtp.mailfrom=c.example\n"
                 "From: a@b.example\n"),
       mail_with("Authentication-Results: mx.office.example; spf=pass smtp.mailfrom=x@m.b.example\n"
                 "From: a@b.example\n")},
      {"authentication.known-brand", "a brand's domain, confirmed",
       mail_with("Authentication-Results: mx.office.example; dmarc=pass header.from=kagoya.com\nFrom: a@kagoya.com\n"),
       mail_with("Authentication-Results: mx.office.example; dmarc=pass header.from=gmail.com\nFrom: a@gmail.com\n")},
      {"authentication.known-brand", "a brand's domain, but a customer's subdomain",
       mail_with(dmarc_pass("zendesk.com") + "From: support@zendesk.com\n"),
       mail_with(dmarc_pass("x7.zendesk.com") + "From: support@x7.zendesk.com\n")},
      {"authentication.strangers-words", "a shared document",
       mail_with(dmarc_pass("google.com") + "From: Ann (via Google Docs) <drive-shares-noreply@google.com>\n"),
       mail_with(dmarc_pass("google.com") + "From: Google <no-reply@google.com>\n")},
      {"authentication.none", "no results", mail_with("From: a@b.example\n"),
       mail_with("Authentication-Results: mx.office.example; spf=none\nFrom: a@b.example\n")},
  };
}

namespace {

TEST(Authentication, FireWhereTheyMustAndNowhereElse) {
  expect_rows(authentication_rows());
}

TEST(TrustedAuthentication, IgnoresWhatASenderCanForge) {
  struct Trusted {
    const char* what;
    std::string headers;
    std::vector<std::string> ids;
    bool passes;
  };
  const std::string hop = "Received: from x (x.example [203.0.113.1]) by mx.office.example; x\n";
  const std::string below = "Received: from y (y.example [203.0.113.2]) by x.example; x\n";
  const std::string own = "Authentication-Results: mx.office.example; dmarc=pass header.from=b.example\n";
  const std::string none = "Authentication-Results: mx.office.example; spf=none\n";
  for (const Trusted& row :
       {Trusted{"above the hop", own + hop + below, {}, true},
        Trusted{"right below the hop, where a sender can write", hop + own + below, {}, false},
        Trusted{"there, without further hops", hop + own, {}, false},
        Trusted{"there, at a provider that takes forgeries out",
                "Received: from x (x.example [203.0.113.1]) by mx.google.com; x\n"
                "Authentication-Results: mx.google.com; dmarc=pass header.from=b.example\n" +
                    below,
                {},
                true},
        Trusted{"below the sender's own hops", hop + below + own, {}, false},
        Trusted{"another server's id",
                "Authentication-Results: evil.example; dmarc=pass header.from=b.example\n" + hop,
                {},
                false},
        Trusted{"from within the provider",
                "Received: from a.google.com (a.google.com [209.85.220.41]) by mx.google.com; x\n"
                "Authentication-Results: mx.google.com; dmarc=pass header.from=b.example\n",
                {},
                true},
        Trusted{"the id that the user trusts", own + hop + below, {"mx.office.example"}, true},
        Trusted{"that id where Postfix with milters writes", hop + own + below, {"mx.office.example"}, true},
        Trusted{"there, behind other fields of verifiers",
                hop + "DKIM-Filter: x\nReceived-SPF: None\nX-Spam: no\n" + own + below,
                {"mx.office.example"},
                true},
        Trusted{
            "there, behind a field of the sender's", hop + "Subject: x\n" + own + below, {"mx.office.example"}, false},
        Trusted{"there, the second of that id", hop + none + own + below, {"mx.office.example"}, false},
        Trusted{"there, while others of that id stand above", none + hop + own + below, {"mx.office.example"}, false},
        Trusted{"that id below the sender's hops", hop + below + own, {"mx.office.example"}, false},
        Trusted{"that id, the first of a mail without a record", own + none, {"mx.office.example"}, true},
        Trusted{"results for another domain",
                "Authentication-Results: mx.office.example; dmarc=pass header.from=evil.example\n" + hop,
                {},
                false},
        Trusted{"results for the domain that is shown",
                "Authentication-Results: mx.office.example; dmarc=pass header.from=mail.b.example\n" + hop,
                {},
                true},
        Trusted{"no policy, and a signature of that domain",
                "Authentication-Results: mx.office.example; dmarc=none; dkim=pass header.d=b.example\n" + hop,
                {},
                true},
        Trusted{"no policy, and a signature of another",
                "Authentication-Results: mx.office.example; dmarc=none; dkim=pass header.d=evil.example\n" + hop,
                {},
                false},
        Trusted{"a DMARC check that broke off",
                "Authentication-Results: mx.office.example; dmarc=temperror; dkim=pass header.d=b.example\n" + hop,
                {},
                false},
        Trusted{"two of our results, one of them a failure",
                own + "Authentication-Results: mx.office.example; dmarc=fail\n" + hop,
                {},
                false},
        Trusted{"a filter in front of us, where we say nothing",
                "Received: from a.securemx.jp (a.securemx.jp [210.130.1.1]) by mx.office.example; x\n"
                "Authentication-Results: a.securemx.jp; dmarc=pass header.from=b.example\n"
                "Received: from x (x.example [203.0.113.1]) by a.securemx.jp; x\n",
                {},
                true},
        Trusted{"the same, where we found otherwise",
                "Authentication-Results: mx.office.example; dmarc=fail\n"
                "Received: from a.securemx.jp (a.securemx.jp [210.130.1.1]) by mx.office.example; x\n"
                "Authentication-Results: a.securemx.jp; dmarc=pass header.from=b.example\n"
                "Received: from x (x.example [203.0.113.1]) by a.securemx.jp; x\n",
                {},
                false},
        Trusted{"a customer of the filter's operator",
                "Received: from x (x.example [210.130.1.1]) by mx.office.example; x\n"
                "Authentication-Results: a.securemx.jp; dmarc=pass header.from=b.example\n"
                "Received: from x (x.example [203.0.113.1]) by a.securemx.jp; x\n",
                {},
                false},
        Trusted{"below a hop of which only a greeting says that it is ours",
                "Received: from in.office.example (unknown [10.0.0.5]) by mx.office.example with ESMTP; x\n" + own +
                    "Received: from b.example (b.example [203.0.113.1]) by in.office.example; x\n",
                {},
                false},
        Trusted{"not the id that the user trusts", own + hop, {"other.example"}, false},
        Trusted{"Outlook's form at another server",
                "Authentication-Results: dmarc=pass header.from=b.example\n" + hop,
                {},
                false}}) {
    mail::Recipient recipient;
    recipient.authserv_ids = row.ids;
    EXPECT_EQ(fires("authentication.passed", {row.headers + "From: a@b.example\n\n", recipient}), row.passes)
        << row.what;
  }
}

TEST(TrustedAuthentication, TakesReceivedSpfFromAboveTheHandOverAlone) {
  const std::string hop = "Received: from x (x.example [203.0.113.1]) by mx.office.example; x\n";
  const std::string spf = "Received-SPF: Pass (mx.office.example: domain of a@m.b.example designates 203.0.113.1)\n";
  const std::string from = "From: a@b.example\n\n";
  EXPECT_TRUE(fires("authentication.passed", {spf + hop + from, {}}));
  EXPECT_FALSE(fires("authentication.passed", {hop + spf + from, {}})) << "a sender can write there";
  EXPECT_FALSE(fires("authentication.passed", {spf + hop + "From: a@c.example\n\n", {}}));
  // The null path as some servers write it. It ended a whole scan.
  for (const std::string end :
       {"envelope-from=", "envelope-from=<", "envelope-from=\"\"", "envelope-from=;", "domain of "})
    EXPECT_FALSE(fires("authentication.passed", {"Received-SPF: pass " + end + "\n" + hop + from, {}})) << end;
}

// A sender who can be read in several ways is confirmed by nothing.
TEST(TrustedAuthentication, ConfirmsOneSenderAlone) {
  const std::string own =
      "Authentication-Results: mx.office.example; spf=pass smtp.mailfrom=b.example; dkim=pass header.d=b.example; "
      "dmarc=pass\n"
      "Received: from x (x.example [203.0.113.1]) by mx.office.example; x\n";
  for (const char* from : {"a@b.example", "Ann <a@b.example>", "a@b.example (Ann)", "a@b.example (a@b.example)",
                           "\"Lane, Ann\" <a@b.example>", "Lane, Ann <a@b.example>", "Re: Ann <a@b.example>",
                           "=?utf-8?q?Ann?= <a@b.example>", " \r\n Ann <a@b.example>"})
    EXPECT_TRUE(fires("authentication.passed", {own + "From: " + from + "\n\n", {}})) << from;
  for (const std::string from :
       {"a@b.example, x@evil.example", "<a@b.example><x@evil.example>", "a@b.example (x@evil.example)",
        "Ann: a@b.example;", "Ann: <a@b.example>;", "<@evil.example:a@b.example>", "<a@evil.example@b.example>",
        "<evil.example a@b.example>", "Ann a@b.example", "\"a@evil.example\"@b.example", "<a@b.example",
        "\"Ann <a@b.example>", "<a@b.example(evil)>", "<a@b.example>\nFrom: x@evil.example"})
    EXPECT_FALSE(fires("authentication.passed", {own + "From: " + from + "\n\n", {}})) << from;
}

TEST(TrustedAuthentication, TakesArcResultsOfTheOwnProvidersSealAlone) {
  const std::string hop = "Received: from x (x.example [203.0.113.1]) by mx.office.example; x\n";
  const std::string results = "ARC-Authentication-Results: i=1; mx.office.example; dmarc=pass header.from=b.example\n";
  const std::string from = "From: a@b.example\n\n";
  EXPECT_TRUE(
      fires("authentication.passed", {"ARC-Seal: i=1; d=office.example; cv=none\n" + results + hop + from, {}}));
  EXPECT_FALSE(fires("authentication.passed", {"ARC-Seal: i=1; d=evil.example; cv=none\n" + results + hop + from, {}}))
      << "sealed by a stranger";
  EXPECT_FALSE(
      fires("authentication.passed", {hop + "ARC-Seal: i=1; d=office.example; cv=none\n" + results + from, {}}))
      << "a sender can write there";
  const std::string of_google =
      "Received: from x (x.example [203.0.113.1]) by mx.google.com; x\n"
      "ARC-Seal: i=9; d=google.com; cv=pass\nARC-Authentication-Results: i=9; mx.google.com; dmarc=pass "
      "header.from=b.example\n";
  EXPECT_FALSE(fires("authentication.passed", {of_google + from, {}})) << "nobody takes out such sets";
  EXPECT_TRUE(fires("authentication.passed", {"ARC-Seal: i=1; d=office.example; cv=none\n" + results + hop +
                                                  "ARC-Authentication-Results: i=2; evil.example; dmarc=fail\n" + from,
                                              {}}))
      << "a newer set of the sender's hides not ours";
}

}  // namespace
}  // namespace fuwake::evidence
