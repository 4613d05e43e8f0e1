// From <service@paypal-support.example>, <info@arnazon.example>: a domain made to be taken for a
// brand's, or for the reader's own. Domains that the brand owns are data.
#include "evidence/check.h"
#include "facts/demand.h"
#include "knowledge/public_suffixes.h"
#include "links/url_host.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_lookalike_of_own_domain{
    .id = "identity.lookalike-of-own-domain",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"domain", ArgumentType::domain}, {"original", ArgumentType::foreign_domain}},
    .technique = "lookalike-domain",
};

constexpr FindingType identity_lookalike_domain{
    .id = "identity.lookalike-domain",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"domain", ArgumentType::domain},
                  {"original", ArgumentType::foreign_domain},
                  {"brand", ArgumentType::brand}},
    .technique = "lookalike-domain",
};

constexpr FindingType identity_resembles_brand{
    .id = "identity.resembles-brand",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain},
                  {"original", ArgumentType::foreign_domain},
                  {"brand", ArgumentType::brand}},
    .technique = "lookalike-domain",
};

Finding finding(const Facts& facts, const FindingType& type, const std::string& domain,
                const knowledge::Lookalike& lookalike) {
  return {type,
          {{"domain", domain}, {"original", lookalike.original}},
          {{facts.mail.span_of("from"), facts.sender().spec()}}};
}

Findings find(const Facts& facts) {
  if (facts.sender().domain.empty()) return {};
  // A raw international domain and its A-label are the same domain.
  const auto ascii = links::domain_to_ascii(facts.sender().domain);
  if (!ascii || facts.knowledge.mail_services.find(*ascii) != nullptr) return {};
  const std::string domain = links::domain_to_unicode(knowledge::registrable_domain(*ascii));
  for (const std::string& own : facts.recipient.domains) {
    if (facts.knowledge.mail_services.is_free_mail(own)) continue;
    if (const auto lookalike = knowledge::resembles(domain, knowledge::registrable_domain(own)))
      return {finding(facts, identity_lookalike_of_own_domain, domain, *lookalike)};
  }
  if (const auto found = facts.knowledge.lookalikes.imitated_by(domain)) {
    // "soumu-portal.com" (general affairs), "post-support.jp": a brand's name may be everybody's word, and a word
    // beside it no lure, while nothing is wanted.
    const bool added = found->lookalike.resemblance == knowledge::Resemblance::added_word;
    const FindingType& type =
        added && !facts::has_second_sign(facts) ? identity_resembles_brand : identity_lookalike_domain;
    Finding imitation = finding(facts, type, domain, found->lookalike);
    imitation.arguments["brand"] = found->brand->id;
    return {imitation};
  }
  return {};
}

}  // namespace

extern const Check check_lookalike_sender = {
    {&identity_lookalike_of_own_domain, &identity_lookalike_domain, &identity_resembles_brand}, find};

}  // namespace fuwake::evidence
