// What a sender chose, and the recipient's own server copied into its results as it was.
#include "facts/trusted_authentication.h"

#include <gtest/gtest.h>

#include <string>

#include "facts/facts.h"
#include "mails.h"

namespace fuwake::facts {
namespace {

const knowledge::Knowledge& world() {
  static const knowledge::Knowledge instance = tests::knowledge_with_networks();
  return instance;
}

// Whether the server at mx.office.example, which took the mail over from x.example, confirms paypal.com.
bool confirms(const std::string& above, const std::string& greeting = "x") {
  const std::string source = above + "Received: from " + greeting +
                             " (x.example [203.0.113.1])\n\tby mx.office.example (Postfix) with ESMTP id 1; x\n"
                             "From: PayPal <service@paypal.com>\n\n";
  const mail::Mail mail = mail::parse_mail(source);
  page::Page page = page::read_page(mail);
  links::Links links = links::find_links(mail, page, world());
  const Facts facts = find_facts(mail, {}, route::trace(mail, {}, world()), std::move(page),
                                 attachments::find_attachments(mail), std::move(links), world());
  return facts.authentication && facts.authentication->authenticates("paypal.com");
}

std::string results(const std::string& text) {
  return "Authentication-Results: mx.office.example; " + text + "\n";
}

TEST(ResultsOfTheOwnServer, AreBelieved) {
  EXPECT_TRUE(confirms(results("dmarc=pass header.from=paypal.com")));
  EXPECT_TRUE(
      confirms(results("dkim=pass (2048-bit key; secure) header.d=a.example header.i=@a.example header.b=x; "
                       "dkim=pass header.d=paypal.com; spf=none smtp.mailfrom=b+c=d@a.example; "
                       "spf=pass smtp.helo=a.example; auth=none")));
  EXPECT_TRUE(
      confirms(results("spf=pass (sender IP is 203.0.113.1) smtp.mailfrom=paypal.com; dmarc=pass action=none "
                       "header.from=paypal.com;compauth=pass reason=100")));
  EXPECT_TRUE(confirms("Return-Path: <prvs=1=SRS0=ab=cd=service+x@paypal.com>\n" +
                       results("spf=pass smtp.mailfrom=\"prvs=1=SRS0=ab=cd=service+x@paypal.com\"")));
}

// MAIL FROM:<"…"@evil.example> (RFC 5321, section 4.1.2), written by the server without the quotes.
TEST(ResultsOfTheOwnServer, AreNotWhatIsLeftOfASendersAddress) {
  for (const char* chosen : {"x;dmarc=pass header.from=paypal.com;y", "x; dmarc=pass header.from=paypal.com y",
                             "x;dmarc=pass header.from=paypal.com;dmarc=pass header.from=", "paypal.com y",
                             "x;dmarc=pass header.from=paypal.com header.from=", "b@paypal.com smtp.mailfrom=",
                             "x;dmarc=pass header.from=paypal.com;spf=none smtp.mailfrom="}) {
    const std::string written = std::string("spf=pass smtp.mailfrom=") + chosen + "@evil.example";
    EXPECT_FALSE(confirms(results(written))) << written;
    EXPECT_FALSE(confirms(results(written + "; dkim=none"))) << written;
  }
}

// What looks like results in every way is told by the address itself.
TEST(ResultsOfTheOwnServer, CountForNothingWhereTheSenderCouldWriteThem) {
  const std::string perfect = results(
      "spf=pass smtp.mailfrom=x@evil.example;dmarc=pass header.from=paypal.com;iprev=pass policy.x=y@evil.example");
  EXPECT_TRUE(confirms(perfect));
  EXPECT_TRUE(confirms("Return-Path: <x@evil.example>\n" + perfect));
  EXPECT_FALSE(
      confirms("Return-Path: <\"x@evil.example;dmarc=pass header.from=paypal.com;iprev=pass "
               "policy.x=y\"@evil.example>\n" +
               perfect));
  EXPECT_FALSE(confirms(perfect, "x; dmarc=pass header.from=paypal.com")) << "the greeting, as it is";
  EXPECT_FALSE(confirms(results("spf=pass smtp.helo=x smtp.mailfrom=paypal.com"), "x smtp.mailfrom=paypal.com"));
  EXPECT_FALSE(confirms("Return-Path: <\"x y\"@paypal.com>\nReceived-SPF: pass envelope-from=paypal.com\n"));
}

// What did not pass is believed all the same: a sender would not write it.
TEST(ResultsOfTheOwnServer, HideNoFailureBehindARemnant) {
  EXPECT_FALSE(
      confirms(results("spf=pass smtp.mailfrom=x;dmarc=pass header.from=paypal.com;y@evil.example; "
                       "dmarc=fail header.from=paypal.com")));
}

}  // namespace
}  // namespace fuwake::facts
