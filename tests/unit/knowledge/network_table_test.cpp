#include "knowledge/network_table.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "knowledge/stanzas.h"

namespace fuwake::knowledge {
namespace {

NetworkColumns some_networks() {
  return {.description = "made up 2026-11-26",
          .owners = {{0, "FR"}, {7506, "JP"}, {7506, ""}, {131965, "JP"}},
          .names = {"", "GMO", "Xserver Inc."},
          // 1.0.0.0/24 nobody's, up to 120.136.13.255 AS7506's in Japan, and so on.
          .v4 = {{0x010000, 0x010001, 0x78880e, 0x788810}, {0, 2, 4, 3}},
          .v6 = {{0x240301230000, 0x240301230001, 0x2a0000000000}, {4, 0, 1}}};
}

TEST(NetworkTable, IsReadBackAsItWasWritten) {
  EXPECT_EQ(unpack_networks(pack_networks(some_networks()), "a test"), some_networks());
  NetworkColumns none;
  none.description = "empty";
  EXPECT_EQ(unpack_networks(pack_networks(none), "a test"), none);
}

TEST(NetworkTable, KnowsWhoRunsAnAddress) {
  const NetworkTable table(some_networks());
  struct Row {
    const char* address;
    std::uint32_t asn;
    const char *organisation, *country;
  };
  for (const auto& [address, asn, organisation, country] : {
           Row{"120.136.14.43", 131965, "Xserver Inc.", "JP"},
           Row{"120.136.13.255", 7506, "GMO", "JP"},
           Row{"120.136.16.0", 7506, "GMO", ""},
           Row{"223.255.255.255", 7506, "GMO", ""},  // the last range has no end
           Row{"2403:123::1", 131965, "Xserver Inc.", "JP"},
           Row{"2a00:1450::1", 0, "", "FR"},
       }) {
    const auto network = table.find(*IpAddress::parse(address));
    ASSERT_TRUE(network) << address;
    EXPECT_EQ(network->asn, asn) << address;
    EXPECT_EQ(network->organisation, organisation) << address;
    EXPECT_EQ(network->country_code, country) << address;
  }
  // Before the first, nobody's, no public one.
  for (const char* unknown : {"1.0.0.1", "0.255.1.1", "2403:123:1::1", "2001:200::1", "10.1.1.1", "::1"})
    EXPECT_FALSE(table.find(*IpAddress::parse(unknown))) << unknown;
}

TEST(NetworkTable, ThatIsCutOrNoneIsNoTable) {
  const std::string whole = pack_networks(some_networks());
  for (std::size_t length = 0; length < whole.size(); ++length)
    EXPECT_THROW(unpack_networks(std::string_view(whole).substr(0, length), "a test"), DataError) << length;
  EXPECT_THROW(unpack_networks(whole + "x", "a test"), DataError);
  std::string foreign_owner = whole;
  foreign_owner[foreign_owner.rfind("\x04")] = 9;  // there are four
  EXPECT_THROW(unpack_networks(foreign_owner, "a test"), DataError);
}

}  // namespace
}  // namespace fuwake::knowledge
