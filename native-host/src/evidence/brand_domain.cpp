// The address is at a brand's own domain, but the recipient's server could not confirm it, and the mail
// was not handed over by the brand either: an exact-domain forgery. Forwarders and lists break the checks
// in good faith; services that send for the brand may lack its signature.
#include "evidence/checks.h"
#include "evidence/trusted_authentication.h"

namespace fuwake::evidence {

Findings check_brand_domain(const Material& material) {
  const route::Hop* hop = material.route.handed_over();
  if (material.mail.from.empty() || hop == nullptr || material.route.mailing_list ||
      material.route.forwarding)
    return {};
  const mail::Address& from = material.mail.from.front();
  const auto& services = material.knowledge.mail_services;
  const knowledge::Brand* brand = material.knowledge.brands.owner_of(from.domain);
  if (brand == nullptr || services.is_free_mail(from.domain)) return {};
  const auto results = trusted_authentication(material);
  if (!results || results->authenticates(from.domain)) return {};
  if (material.knowledge.brands.owner_of(hop->received.rdns) == brand) return {};
  const std::uint32_t asn = hop->network ? hop->network->asn : 0;
  if (services.bulk_sender(hop->received.rdns, asn) != nullptr) return {};
  if (asn != 0 && material.knowledge.brands.operator_of(asn) == brand) return {};
  // The brand itself publishes how its mail is to be checked; "fail" is its own word against the mail.
  const bool disowned = results->dmarc == "fail";
  return {{disowned ? "authentication.brand-disowned" : "authentication.brand-unproven",
           Family::authentication,
           disowned ? Kind::deception : Kind::anomaly,
           {{"domain", from.domain}, {"brand", brand->id}, {"host", hop->sender()}},
           {{material.mail.span_of("from"), from.spec()}, {hop->span, hop->sender()}}}};
}

}  // namespace fuwake::evidence
