// The name claims a brand, and not one of the links goes there.
#include "evidence/check.h"
#include "evidence/links/types.h"

namespace fuwake::evidence {
constexpr FindingType link_none_to_claimed_brand{
    .id = "link.none-to-claimed-brand",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"brand", ArgumentType::brand}, {"domain", ArgumentType::domain}},
    .technique = "links-elsewhere",
};

namespace {

Findings find(const Facts& facts) {
  const knowledge::Brand* brand = facts.claimed;
  if (brand == nullptr) return {};
  const links::Link* elsewhere = nullptr;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web()) continue;
    if (facts.knowledge.brands.owner_of(link.host()) == brand) return {};
    if (elsewhere == nullptr) elsewhere = &link;
  }
  if (elsewhere == nullptr) return {};
  return {{link_none_to_claimed_brand,
           {{"brand", brand->id}, {"domain", elsewhere->registrable_domain}},
           {{elsewhere->span, links::defang(*elsewhere).whole()}}}};
}

}  // namespace

extern const Check check_links_of_claimed_brand = {{&link_none_to_claimed_brand}, find};

}  // namespace fuwake::evidence
