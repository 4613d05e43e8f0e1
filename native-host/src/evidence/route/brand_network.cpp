// The mail claims a brand that runs its own networks, by its name or by its unconfirmed address, and was
// handed over from the network of another one: a Kagoya mail does not come from Xserver. Brands that have
// others send for them (most do) name no networks in the data, so nothing is said of them; nor where a
// service that sends for its customers, a forwarder or a list handed the mail over.
#include <algorithm>

#include "evidence/check.h"
#include "evidence/route/types.h"

namespace fuwake::evidence {
constexpr FindingType route_brand_network{
    .id = "route.brand-network",
    .family = Family::route,
    .kind = Kind::anomaly,
    .arguments = {{"brand", ArgumentType::brand}, {"operator", ArgumentType::mail_operator}},
    .technique = "exact-domain-spoofing",
};

namespace {

const knowledge::Brand* unconfirmed_brand(const Facts& facts) {
  if (const knowledge::Brand* brand = facts.claimed) return brand;
  if (facts.route.forwarding || facts.route.mailing_list) return nullptr;
  const std::string& domain = facts.sender().domain;
  const auto& results = facts.authentication;
  if (results && results->authenticates(domain)) return nullptr;
  return facts.knowledge.mail_services.is_free_mail(domain) ? nullptr : facts.knowledge.brands.owner_of(domain);
}

Findings find(const Facts& facts) {
  const knowledge::Brand* brand = unconfirmed_brand(facts);
  const route::Hop* hop = facts.route.handed_over();
  if (brand == nullptr || brand->networks.empty() || hop == nullptr || !hop->network || hop->network->asn == 0)
    return {};
  const auto& own = brand->networks;
  if (std::find(own.begin(), own.end(), hop->network->asn) != own.end()) return {};
  const auto& services = facts.knowledge.mail_services;
  if (facts.knowledge.brands.owner_of(hop->verified_name()) == brand ||
      services.bulk_sender(hop->verified_name(), hop->network->asn) != nullptr)
    return {};
  const knowledge::Brand* operated_by = facts.knowledge.brands.operator_of(hop->network->asn);
  return {{route_brand_network,
           {{"brand", brand->id}, {"operator", operated_by != nullptr ? operated_by->id : hop->network->organisation}},
           {{hop->span, hop->received.ip->to_string()}}}};
}

}  // namespace

extern const Check check_brand_network = {{&route_brand_network}, find};

}  // namespace fuwake::evidence
