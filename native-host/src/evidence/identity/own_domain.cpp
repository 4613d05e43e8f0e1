// The sender's address is at the recipient's own domain, but a stranger's server handed the mail
// over. Innocent where one's own web site, scanner or newsletter service mails in one's name: they
// use shared hosts too, so this is no deception by itself. One's own post to a list comes back from the
// list's own host.
#include "evidence/check.h"
#include "facts/demand.h"
#include "facts/sender.h"
#include "knowledge/public_suffixes.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_own_domain_from_outside{
    .id = "identity.own-domain-from-outside",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::foreign_domain}, {"host", ArgumentType::host}},
    .technique = "exact-domain-spoofing",
};

constexpr FindingType identity_own_domain_forged{
    .id = "identity.own-domain-forged",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"domain", ArgumentType::domain}, {"host", ArgumentType::host}},
    .technique = "exact-domain-spoofing",
};

// "dmarc=fail (p=none dis=none)", "action=none": the domain's rules ask for reports and refuse nothing, so that one's
// own shop on a rented host fails them every day.
bool refuses_nothing(const Facts& facts, const facts::TrustedAuthentication& results) {
  const std::string field = text::to_lower(facts.mail.source.substr(results.span.offset, results.span.length));
  return field.find("p=none") != std::string::npos || field.find("dis=none") != std::string::npos ||
         field.find("action=none") != std::string::npos;
}

bool came_back_from_list(const Facts& facts, const route::Hop& hop) {
  const auto& list = facts.route.mailing_list;
  const std::string domain = knowledge::registrable_domain(hop.verified_name());
  return list && !domain.empty() && list->name.find(domain) != std::string::npos;
}

Findings find(const Facts& facts) {
  const route::Hop* hop = facts.route.from_outside();
  if (facts.mail.from.empty() || hop == nullptr) return {};
  const mail::Address& from = facts.mail.from.front();
  if (!facts.recipient.is_own_domain(from.domain) || facts.knowledge.mail_services.is_free_mail(from.domain) ||
      came_back_from_list(facts, *hop))
    return {};
  const auto& authentication = facts.authentication;
  if (authentication && authentication->authenticates(from.domain)) return {};
  const std::string host = hop->sender();
  // The domain's own rules refuse the mail, and it wants something: no web site or scanner of one's own.
  const bool forged = authentication && authentication->dmarc == "fail" && !facts::came_through_list(facts) &&
                      !facts.route.forwarding && !refuses_nothing(facts, *authentication) && facts::demands(facts);
  return {{forged ? identity_own_domain_forged : identity_own_domain_from_outside,
           {{"domain", from.domain}, {"host", host}},
           {{facts.mail.span_of("from"), from.spec()}, {hop->span, host}}}};
}

}  // namespace

extern const Check check_own_domain = {{&identity_own_domain_from_outside, &identity_own_domain_forged}, find};

}  // namespace fuwake::evidence
