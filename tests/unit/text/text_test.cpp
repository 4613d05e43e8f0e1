#include <gtest/gtest.h>

#include "text/ascii.h"
#include "text/folding.h"
#include "text/percent.h"
#include "text/telephone.h"

namespace fuwake::text {
namespace {

TEST(Ascii, LowersLettersOfAsciiAlone) {
  EXPECT_EQ(to_lower("KaGoya-Ä-Ｋ"), "kagoya-Ä-Ｋ");
}

TEST(Ascii, SplitsKeepingWhatIsEmpty) {
  EXPECT_EQ(split("a..b", '.'), (std::vector<std::string_view>{"a", "", "b"}));
  EXPECT_EQ(split("", '.'), (std::vector<std::string_view>{""}));
  EXPECT_EQ(split_at_any("a-b_c", "-_"), (std::vector<std::string>{"a", "b", "c"}));
}

TEST(Ascii, WhatIsSpreadOutIsSoOnOneLine) {
  EXPECT_TRUE(is_spread_out("Order     12", 5));
  EXPECT_FALSE(is_spread_out("Order    12", 5)) << "four";
  EXPECT_FALSE(is_spread_out("Order\n      12", 5)) << "folded";
  EXPECT_FALSE(is_spread_out("     Order     ", 5)) << "nothing behind it";
}

TEST(Ascii, IsNoByteOfAnotherAlphabet) {
  EXPECT_TRUE(is_ascii("") && is_ascii("Kagoya-1\x7f"));
  EXPECT_FALSE(is_ascii("Kagoyä") || is_ascii("\x80"));
}

TEST(Ascii, DomainsStandBehindTheLastAt) {
  EXPECT_EQ(domain_of("Ann@Lane.example"), "lane.example");
  EXPECT_EQ(domain_of("\"a@b\"@c.example"), "c.example");
  EXPECT_EQ(domain_of("lane.example"), "");
}

TEST(Percent, DecodesWhatIsWellFormedAlone) {
  EXPECT_EQ(decode_percent("%E8%AB%8B"), "請");
  EXPECT_EQ(decode_percent("100%"), "100%");
  EXPECT_EQ(decode_percent("%4"), "%4");
  EXPECT_EQ(decode_percent("%zz%41"), "%zzA");
}

TEST(Telephone, IsWhatCanBeDialled) {
  for (const char* said : {"1•888•555•0199", "１８８８５５５０１９９", "(888)5550199", "1–888–555–0199"})
    EXPECT_TRUE(has_number_to_dial(fold(said))) << said;
  for (const char* said : {"Invoice 4471", "USD 1,299.00 due 3 May", "code 123456 of 99"})
    EXPECT_FALSE(has_number_to_dial(fold(said))) << said;
  EXPECT_EQ(telephone_number_in("call +1 (864) 349-9580 now"), "+1 (864) 349-9580");
  EXPECT_EQ(telephone_number_in("order 8643499580"), "");
  EXPECT_EQ(telephone_number_in("IBAN NL91 BUNQ 2094 4718 03"), "");
  EXPECT_EQ(telephone_number_in("NL91BUNQ 2094 4718 03, or call 020 555 01 99"), "020 555 01 99");
  EXPECT_EQ(telephone_number_in("Call BUNQ 2094 4718 03"), "2094 4718 03");
}

TEST(Folding, TakesWhatAReaderTakesForOneWordForOne) {
  EXPECT_EQ(fold("Ｋａｇｏｙａ  \n ISP"), "kagoya isp");
}

}  // namespace
}  // namespace fuwake::text
