// The mail speaks of the reader's account, money, parcel or prize as an organisation would, and its link leads to a
// place that hides who is behind it: a shortener, free hosting, a cloud's storage, a bare number. Organisations
// have addresses of their own; a club that uses a form or a shortener sends no such words. One link that goes to
// the sender's own domain, or to a mailing service, clears it.
#include <array>

#include "evidence/checks.h"
#include "evidence/sender.h"

namespace fuwake::evidence {
namespace {

constexpr std::array<std::string_view, 16> lures_of_organisations = {
    "account-suspended", "unusual-login",    "verify-account", "payment-problem", "parcel",  "refund",
    "prize",             "survey-reward",    "storage-full",   "renewal",         "card-points", "password-expires",
    "tax",               "held-mail",        "casino",         "fund-transfer"};

bool hides_its_owner(const Material& material, const links::Link& link) {
  using knowledge::LinkHostKind;
  if (link.destination->host_kind != links::HostKind::domain) return true;
  const auto kind = material.knowledge.link_hosts.find(link.host());
  return kind == LinkHostKind::shortener || kind == LinkHostKind::free_hosting || kind == LinkHostKind::storage ||
         kind == LinkHostKind::ipfs || kind == LinkHostKind::tunnel || kind == LinkHostKind::landing_page;
}

}  // namespace

Findings check_lure_to_hiding_place(const Material& material) {
  if (material.mail.from.empty() || material.route.mailing_list) return {};
  const links::Link* hidden = nullptr;
  for (const links::Link& link : material.links.all) {
    if (!link.is_web()) continue;
    if (is_senders_own(material, link.host()) || is_tracked(material, link)) return {};
    if (hidden == nullptr && hides_its_owner(material, link)) hidden = &link;
  }
  if (hidden == nullptr) return {};
  const ToldLures& told = material.told;
  for (const knowledge::LureFound& lure : told.lures)
    for (const std::string_view known : lures_of_organisations)
      if (lure.lure == known)
        return {about_link("link.lure-to-hiding-place", Kind::deception, *hidden,
                           {{"phrase", told.quote(lure)}})};
  return {};
}

}  // namespace fuwake::evidence
