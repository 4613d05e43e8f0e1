// The mail speaks of the reader's account, money, parcel or prize as an organisation would, and its link leads to a
// place that hides who is behind it: a shortener, free hosting, a cloud's storage, a bare number. Organisations
// have addresses of their own; a club that uses a form or a shortener sends no such words. One link that goes to
// the sender's own domain, or to a mailing service, clears it.
#include "evidence/checks.h"
#include "evidence/sender.h"

namespace fuwake::evidence {

Findings check_lure_to_hiding_place(const Material& material) {
  const knowledge::LureFound* lure = material.told.of_organisation();
  if (lure == nullptr || material.mail.from.empty() || material.route.mailing_list) return {};
  const links::Link* hidden = nullptr;
  for (const links::Link& link : material.links.all) {
    if (!link.is_web()) continue;
    if (is_senders_own(material, link.host()) || is_tracked(material, link)) return {};
    if (hidden == nullptr && hides_its_owner(material, link)) hidden = &link;
  }
  if (hidden == nullptr) return {};
  return {about_link("link.lure-to-hiding-place", Kind::deception, *hidden,
                     {{"domain", place_of(material, *hidden)}, {"phrase", material.told.quote(*lure)}})};
}

}  // namespace fuwake::evidence
