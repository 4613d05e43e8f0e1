// Not one link of a mail leads to whom it says it is from: neither to the sender's domain, nor to where it was
// sent from, nor through a mailing service. Friends send links to elsewhere all day, so it counts only where the
// mail speaks as an organisation: from an office's mailbox, or with a link that is a button or a picture. Links to
// known brands alone (a carrier's tracking page, a payment service) are no strangers', and where a shortener leads is
// not to be seen.
#include <algorithm>
#include <array>

#include "evidence/checks.h"
#include "evidence/sender.h"
#include "mail/charsets.h"

namespace fuwake::evidence {
namespace {

bool speaks_as_organisation(const Material& material) {
  constexpr std::array<std::string_view, 16> offices = {
      "info",  "noreply", "no-reply",     "support",       "contact", "service", "news",      "newsletter",
      "admin", "billing", "notification", "notifications", "offers",  "promo",   "marketing", "customerservice"};
  const std::string mailbox = mail::to_lower_ascii(material.mail.from.front().local_part);
  if (std::find(offices.begin(), offices.end(), mailbox) != offices.end()) return true;
  for (const links::Link& link : material.links.all)
    if (link.raw.image || link.raw.kind == links::LinkKind::vml || link.raw.kind == links::LinkKind::form) return true;
  return false;
}

}  // namespace

Findings check_foreign_links(const Material& material) {
  if (material.mail.from.empty() || material.mail.from.front().domain.empty() || material.route.mailing_list) return {};
  const links::Link* first = nullptr;
  for (const links::Link& link : material.links.all) {
    if (!link.is_web()) continue;
    if (is_senders_own(material, link.host()) || is_tracked(material, link)) return {};
    const bool known = material.knowledge.brands.owner_of(link.host()) != nullptr && !hides_its_owner(material, link);
    const bool unseen = material.knowledge.link_hosts.find(link.host()) == knowledge::LinkHostKind::shortener;
    if (first == nullptr && !known && !unseen) first = &link;
  }
  if (first == nullptr) return {};
  const bool loud = speaks_as_organisation(material);
  return {about_link(loud ? "link.none-to-sender" : "link.elsewhere", loud ? Kind::anomaly : Kind::note, *first,
                     {{"sender", material.mail.from.front().domain}})};
}

}  // namespace fuwake::evidence
