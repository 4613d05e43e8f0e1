// The name claims a brand, and not one of the links goes there.
#include "evidence/checks.h"

namespace fuwake::evidence {

Findings check_links_of_claimed_brand(const Facts& facts) {
  const knowledge::Brand* brand = facts.claimed;
  if (brand == nullptr) return {};
  const links::Link* elsewhere = nullptr;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web()) continue;
    if (facts.knowledge.brands.owner_of(link.host()) == brand) return {};
    if (elsewhere == nullptr) elsewhere = &link;
  }
  if (elsewhere == nullptr) return {};
  return {{"link.none-to-claimed-brand",
           Family::links,
           Kind::anomaly,
           {{"brand", brand->id}, {"domain", elsewhere->registrable_domain}},
           {{elsewhere->span, links::defang(*elsewhere).whole()}}}};
}

}  // namespace fuwake::evidence
