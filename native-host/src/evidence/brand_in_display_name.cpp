// "eKagoya ISP" <mori@office.example>: the name claims a brand, the address is somebody else's.
#include <algorithm>

#include "evidence/checks.h"
#include "evidence/claim.h"
#include "evidence/sender.h"
#include "knowledge/public_suffixes.h"
#include "mail/charsets.h"

namespace fuwake::evidence {

namespace {

// A brand's own newsletter through a service that we do not know: every link goes to the brand, or to the
// service. Copies lead elsewhere, or nowhere, or have their answers ("Report the user") sent to a stranger's mailbox.
bool leads_to_brand_alone(const Material& material, const knowledge::Brand& brand) {
  const auto is_strangers = [&](const std::string& domain) {
    return domain != material.mail.from.front().domain && material.knowledge.brands.owner_of(domain) != &brand;
  };
  for (const mail::Address& reply : material.mail.reply_to)
    if (material.knowledge.mail_services.is_free_mail(reply.domain) && is_strangers(reply.domain)) return false;
  bool leads_there = false;
  for (const links::Link& link : material.links.all) {
    if (link.destination && link.destination->scheme == "mailto")
      if (const auto at = link.destination->path.rfind('@');
          at != std::string::npos && is_strangers(mail::to_lower_ascii(link.destination->path.substr(at + 1))))
        return false;
    if (!link.is_web()) continue;
    const bool there = material.knowledge.brands.owner_of(link.host()) == &brand;
    if (!there && !is_senders_own(material, link.host()) && !is_tracked(material, link)) return false;
    leads_there |= there;
  }
  return leads_there;
}

// "Nordstrom Energie" <service@nordstrom-energie.example>: another firm of that name. What adds words that lure
// ("paypal-support.com") is a look-alike, and a check of its own tells it.
bool is_named_so_itself(const Material& material, const knowledge::Brand& brand) {
  const std::string domain = knowledge::registrable_domain(material.mail.from.front().domain);
  if (domain.find('.') == std::string::npos || material.knowledge.lookalikes.imitated_by(domain)) return false;
  const std::string name = domain.substr(0, domain.find('.'));
  return std::any_of(brand.known_as.begin(), brand.known_as.end(), [&](const std::string& known) {
    const auto at = name.find(known);
    if (known.size() < 4 || at == std::string::npos) return false;
    const bool begins = at == 0 || name[at - 1] == '-';
    const auto end = at + known.size();
    return begins && (end == name.size() || name[end] == '-');
  });
}

}  // namespace

Findings check_brand_in_display_name(const Material& material) {
  const knowledge::Brand* brand = falsely_claimed_brand(material);
  if (brand == nullptr) return {};
  const mail::Address& from = material.mail.from.front();
  const bool free_mail = material.knowledge.mail_services.is_free_mail(from.domain);
  const char* id = free_mail                                ? "identity.brand-in-name"
                   : leads_to_brand_alone(material, *brand) ? "identity.brand-through-another"
                   : is_named_so_itself(material, *brand)   ? "identity.same-name"
                                                            : "identity.brand-in-name";
  return {{id,
           Family::identity,
           id == std::string_view("identity.brand-in-name") ? Kind::deception : Kind::anomaly,
           {{"brand", brand->id}, {"name", from.display_name}, {"address", from.spec()}, {"domain", from.domain}},
           {{material.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}}};
}

}  // namespace fuwake::evidence
