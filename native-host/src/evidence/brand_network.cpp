// The mail claims a brand that runs its own networks, and was handed over from the network of
// another one: a Kagoya mail does not come from Xserver. Brands that have others send for them
// (most do) name no networks in the data, so nothing is said of them.
#include <algorithm>

#include "evidence/checks.h"
#include "evidence/claim.h"

namespace fuwake::evidence {

Findings check_brand_network(const Material& material) {
  const knowledge::Brand* brand = falsely_claimed_brand(material);
  const route::Hop* hop = material.route.handed_over();
  if (brand == nullptr || brand->networks.empty() || hop == nullptr || !hop->network ||
      hop->network->asn == 0)
    return {};
  const auto& own = brand->networks;
  if (std::find(own.begin(), own.end(), hop->network->asn) != own.end()) return {};
  if (material.knowledge.brands.owner_of(hop->received.rdns) == brand) return {};
  const knowledge::Brand* operated_by = material.knowledge.brands.operator_of(hop->network->asn);
  return {{"route.brand-network",
           Family::route,
           Kind::anomaly,
           {{"brand", brand->id},
            {"organisation", hop->network->organisation},
            {"operator", operated_by != nullptr ? operated_by->id : ""},
            {"asn", std::to_string(hop->network->asn)},
            {"host", hop->received.rdns.empty() ? hop->received.from : hop->received.rdns}},
           {{hop->span, hop->received.ip->to_string()}}}};
}

}  // namespace fuwake::evidence
