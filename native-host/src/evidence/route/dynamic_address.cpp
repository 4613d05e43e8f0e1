// Handed over by a line of somebody's home: its reverse name carries its address and says "dynamic" or
// the like. Providers let nobody send mail from there, so infected machines do; so does the hobbyist
// with a server at home.
#include <array>

#include "evidence/check.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType route_dynamic_address{
    .id = "route.dynamic-address",
    .family = Family::route,
    .kind = Kind::anomaly,
    .arguments = {{"host", ArgumentType::host}},
    .technique = "hijacked-machine",
};

constexpr std::array<std::string_view, 10> words = {"dyn",   "dsl",  "dhcp", "pool",      "ppp",
                                                    "cable", "dial", "cust", "broadband", "fibre"};

// Two of the address's four numbers in the name, in any order: "83-70-48-2.bas2.dbn.dublin".
bool carries_address(const std::string& name, const std::string& address) {
  int found = 0;
  std::size_t begin = 0;
  while (begin < address.size()) {
    const auto end = std::min(address.find('.', begin), address.size());
    const std::string number = address.substr(begin, end - begin);
    if (number.size() >= 2 && name.find(number) != std::string::npos) ++found;
    begin = end + 1;
  }
  return found >= 2;
}

Findings find(const Facts& facts) {
  const route::Hop* hop = facts.route.handed_over();
  if (hop == nullptr || !hop->received.ip || !hop->received.ip->is_v4()) return {};
  const std::string& name = hop->received.rdns;
  const std::string address = hop->received.ip->to_string();
  if (name.empty() || !carries_address(name, address)) return {};
  for (const std::string_view word : words)
    if (name.find(word) != std::string::npos) return {{route_dynamic_address, {{"host", name}}, {{hop->span, name}}}};
  return {};
}

}  // namespace

extern const Check check_dynamic_address = {{&route_dynamic_address}, find};

}  // namespace fuwake::evidence
