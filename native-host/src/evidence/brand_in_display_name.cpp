// "eKagoya ISP" <mori@office.example>: the name claims a brand, the address is somebody else's.
#include "evidence/checks.h"
#include "evidence/claim.h"
#include "evidence/sender.h"
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
      if (const auto at = link.destination->path.rfind('@'); at != std::string::npos &&
          is_strangers(mail::to_lower_ascii(link.destination->path.substr(at + 1))))
        return false;
    if (!link.is_web()) continue;
    const bool there = material.knowledge.brands.owner_of(link.host()) == &brand;
    if (!there && !is_senders_own(material, link.host()) && !is_tracked(material, link)) return false;
    leads_there |= there;
  }
  return leads_there;
}

}  // namespace

Findings check_brand_in_display_name(const Material& material) {
  const knowledge::Brand* brand = falsely_claimed_brand(material);
  if (brand == nullptr) return {};
  const mail::Address& from = material.mail.from.front();
  const bool honest = leads_to_brand_alone(material, *brand) &&
                      !material.knowledge.mail_services.is_free_mail(from.domain);
  return {{honest ? "identity.brand-through-another" : "identity.brand-in-name",
           Family::identity,
           honest ? Kind::anomaly : Kind::deception,
           {{"brand", brand->id},
            {"name", from.display_name},
            {"address", from.spec()},
            {"domain", from.domain}},
           {{material.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}}};
}

}  // namespace fuwake::evidence
