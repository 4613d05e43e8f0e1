// The name claims a brand, and not one of the links goes there. Who only bears the same name links to himself, and
// wants nothing: that is no sign.
#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "evidence/links/types.h"
#include "facts/claim.h"
#include "facts/demand.h"
#include "facts/sender.h"

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
  if (brand == nullptr || facts::is_plain_report(facts)) return {};
  const bool speaks_as_brand = facts::has_second_sign(facts) ||
                               facts.told.hints_at(knowledge::LureGroup::organisation) ||
                               facts.told.hints_at(knowledge::LureGroup::demand);
  const auto is_nobodys = [&](const links::Link& link) {
    return is_strangers(facts, link) || hides_its_owner(facts, link);
  };
  const links::Link* elsewhere = nullptr;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web()) continue;
    if (facts.knowledge.brands.owner_of(link.host()) == brand) return {};
    const bool own = is_senders_own(facts, link.host()) && !speaks_as_brand;
    if (own) continue;
    // The one to name is the stranger's, and not a document at Google that stands before it in the plain text.
    if (elsewhere == nullptr || (!is_nobodys(*elsewhere) && is_nobodys(link))) elsewhere = &link;
  }
  if (elsewhere == nullptr) return {};
  return {{link_none_to_claimed_brand,
           {{"brand", brand->id}, {"domain", place_of(facts, *elsewhere)}},
           {evidence_of(*elsewhere)}}};
}

}  // namespace

extern const Check check_links_of_claimed_brand = {{&link_none_to_claimed_brand}, find};

}  // namespace fuwake::evidence
