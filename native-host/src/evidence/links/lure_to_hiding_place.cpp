// The mail speaks of the reader's account, money, parcel or prize as an organisation would, and its link leads to a
// place that hides who is behind it: a shortener, free hosting, a cloud's storage, a bare number. Organisations
// have addresses of their own; a club that uses a form or a shortener sends no such words. One link that goes to
// the sender's own domain, or to a mailing service, clears it.
#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "facts/sender.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType link_lure_to_hiding_place{
    .id = "link.lure-to-hiding-place",
    .family = Family::links,
    .kind = Kind::deception,
    .arguments = {{"domain", ArgumentType::domain}, {"phrase", ArgumentType::quotation}},
    .technique = "free-hosting",
};

Findings find(const Facts& facts) {
  const knowledge::LureFound* lure = facts.told.first_of(knowledge::LureGroup::organisation);
  if (lure == nullptr || facts.mail.from.empty() || facts::came_through_list(facts)) return {};
  const links::Link* hidden = nullptr;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web()) continue;
    if (leads_to_sender(facts, link)) return {};
    if (hidden == nullptr && hides_its_owner(facts, link)) hidden = &link;
  }
  if (hidden == nullptr) return {};
  return {about_link(link_lure_to_hiding_place, *hidden,
                     {{"domain", place_of(facts, *hidden)}, {"phrase", facts.told.quote(*lure)}})};
}

}  // namespace

extern const Check check_lure_to_hiding_place = {{&link_lure_to_hiding_place}, find};

}  // namespace fuwake::evidence
