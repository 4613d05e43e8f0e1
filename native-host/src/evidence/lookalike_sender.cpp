// From <service@paypal-support.example>, <info@arnazon.example>: a domain made to be taken for a
// brand's, or for the reader's own. Domains that the brand owns are data.
#include "evidence/checks.h"
#include "knowledge/public_suffixes.h"
#include "links/url.h"

namespace fuwake::evidence {
namespace {

Finding finding(const Material& material, const char* id, const std::string& domain,
                const knowledge::Lookalike& lookalike) {
  return {id,
          Family::identity,
          Kind::deception,
          {{"domain", domain}, {"original", lookalike.original}},
          {{material.mail.span_of("from"), material.mail.from.front().spec()}}};
}

}  // namespace

Findings check_lookalike_sender(const Material& material) {
  if (material.mail.from.empty() || material.mail.from.front().domain.empty()) return {};
  // A raw international domain and its A-label are the same domain.
  const auto ascii = links::domain_to_ascii(material.mail.from.front().domain);
  if (!ascii || material.knowledge.mail_services.find(*ascii) != nullptr) return {};
  const std::string domain = links::domain_to_unicode(knowledge::registrable_domain(*ascii));
  for (const std::string& own : material.recipient.domains) {
    if (material.knowledge.mail_services.is_free_mail(own)) continue;
    if (const auto lookalike = knowledge::resembles(domain, knowledge::registrable_domain(own)))
      return {finding(material, "identity.lookalike-of-own-domain", domain, *lookalike)};
  }
  if (const auto found = material.knowledge.lookalikes.imitated_by(domain)) {
    Finding imitation = finding(material, "identity.lookalike-domain", domain, found->lookalike);
    imitation.arguments["brand"] = found->brand->id;
    return {imitation};
  }
  return {};
}

}  // namespace fuwake::evidence
