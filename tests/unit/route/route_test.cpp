#include "route/route.h"

#include <gtest/gtest.h>

#include "mails.h"

namespace fuwake::route {
namespace {

Route trace_source(const std::string& source) {
  static const knowledge::Knowledge knowledge = tests::knowledge_with_networks();
  return trace(mail::parse_mail(source), knowledge);
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
  const Route route = trace_source(
      "Received: from mx.office.example (unknown [203.0.113.9]) by mx.office.example with ESMTP; x\n\n");
  ASSERT_TRUE(route.hand_over);
  EXPECT_EQ(route.handed_over()->received.ip->to_string(), "203.0.113.9");
}

TEST(Route, PrivateHopsAreInternal) {
  const Route route = trace_source(
      "Received: from filter (filter [10.0.0.3]) by mx.office.example with ESMTP; x\n"
      "Received: from a.example (a.example [198.51.100.1]) by filter with ESMTP; x\n\n");
  EXPECT_EQ(route.hand_over, 1U);
}

TEST(Route, WithoutReceivedFieldsSaysNothing) {
  const Route route = trace_source("From: a@b.example\n\n");
  EXPECT_TRUE(route.hops.empty());
  EXPECT_EQ(route.handed_over(), nullptr);
}

}  // namespace
}  // namespace fuwake::route
