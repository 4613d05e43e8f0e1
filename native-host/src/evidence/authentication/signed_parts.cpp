// What the sender's passed signature leaves open. With "l=" anything may be added below what was signed;
// an unsigned From or Subject may be another one; an expired signature may be an old mail sent again
// (RFC 6376, sections 8.2, 8.6, 8.15).
#include "evidence/check.h"
#include "knowledge/public_suffixes.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType authentication_body_partly_signed{
    .id = "authentication.body-partly-signed",
    .family = Family::authentication,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::foreign_domain},
                  {"signed", ArgumentType::number},
                  {"whole", ArgumentType::number}},
    .technique = "replayed-signature",
};

constexpr FindingType authentication_from_unsigned{
    .id = "authentication.from-unsigned",
    .family = Family::authentication,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::foreign_domain}},
    .technique = "replayed-signature",
};

constexpr FindingType authentication_subject_unsigned{
    .id = "authentication.subject-unsigned",
    .family = Family::authentication,
    .kind = Kind::note,
    .arguments = {{"domain", ArgumentType::foreign_domain}},
};

constexpr FindingType authentication_signature_expired{
    .id = "authentication.signature-expired",
    .family = Family::authentication,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::foreign_domain}, {"expired", ArgumentType::time}},
    .technique = "replayed-signature",
};

std::string_view body_of(const mail::Mail& mail) {
  return mail.source.substr(mail.headers().body);
}

Finding finding(const FindingType& type, const mail::Span& span, const std::string& domain, Arguments arguments = {}) {
  arguments["domain"] = domain;
  return {type, std::move(arguments), {{span, domain}}};
}

Findings find(const Facts& facts) {
  const mail::Mail& mail = facts.mail;
  const auto& results = facts.authentication;
  if (mail.from.empty() || !results || results->dkim != "pass") return {};
  const route::Hop* hop = facts.route.handed_over();
  const std::string own = knowledge::registrable_domain(mail.from.front().domain);
  Findings findings;
  for (const auto& [signature, span] : mail.signatures) {
    if (signature.domain != results->dkim_domain || knowledge::registrable_domain(signature.domain) != own) continue;
    if (signature.body_length) {
      const auto whole = mail::canonical_body_length(body_of(mail), signature.relaxed_body);
      if (*signature.body_length < whole)
        findings.push_back(
            finding(authentication_body_partly_signed, span, signature.domain,
                    {{"signed", std::to_string(*signature.body_length)}, {"whole", std::to_string(whole)}}));
    }
    if (!signature.covers("from")) findings.push_back(finding(authentication_from_unsigned, span, signature.domain));
    if (!signature.covers("subject") && mail.headers().find("subject") != nullptr)
      findings.push_back(finding(authentication_subject_unsigned, span, signature.domain));
    if (signature.expires && hop != nullptr && hop->received.time && *signature.expires < *hop->received.time)
      findings.push_back(finding(authentication_signature_expired, span, signature.domain,
                                 {{"expired", mail::to_rfc3339(*signature.expires)}}));
    break;
  }
  return findings;
}

}  // namespace

extern const Check check_signed_parts = {{&authentication_body_partly_signed, &authentication_from_unsigned,
                                          &authentication_subject_unsigned, &authentication_signature_expired},
                                         find};

}  // namespace fuwake::evidence
