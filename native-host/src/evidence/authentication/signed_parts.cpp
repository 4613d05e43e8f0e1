// What the sender's passed signature leaves open. With "l=" anything may be added below what was signed;
// an unsigned From or Subject may be another one; an expired signature may be an old mail sent again
// (RFC 6376, sections 8.2, 8.6, 8.15).
#include "evidence/checks.h"
#include "knowledge/public_suffixes.h"

namespace fuwake::evidence {
namespace {

std::string_view body_of(const mail::Mail& mail) {
  return mail.source.substr(mail.headers().body);
}

Finding finding(const char* id, Kind kind, const mail::Span& span, const std::string& domain,
                std::map<std::string, std::string> arguments = {}) {
  arguments["domain"] = domain;
  return {id, Family::authentication, kind, std::move(arguments), {{span, domain}}};
}

}  // namespace

Findings check_signed_parts(const Facts& facts) {
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
            finding("authentication.body-partly-signed", Kind::anomaly, span, signature.domain,
                    {{"signed", std::to_string(*signature.body_length)}, {"whole", std::to_string(whole)}}));
    }
    if (!signature.covers("from"))
      findings.push_back(finding("authentication.from-unsigned", Kind::anomaly, span, signature.domain));
    if (!signature.covers("subject") && mail.headers().find("subject") != nullptr)
      findings.push_back(finding("authentication.subject-unsigned", Kind::note, span, signature.domain));
    if (signature.expires && hop != nullptr && hop->received.time && *signature.expires < *hop->received.time)
      findings.push_back(finding("authentication.signature-expired", Kind::anomaly, span, signature.domain,
                                 {{"expired", mail::to_rfc3339(*signature.expires)}}));
    break;
  }
  return findings;
}

}  // namespace fuwake::evidence
