#include "evidence/trusted_authentication.h"

#include <algorithm>

#include "knowledge/public_suffixes.h"
#include "mail/charsets.h"

namespace fuwake::evidence {
namespace {

using knowledge::registrable_domain;

bool is_trusted(const Material& material, const mail::AuthenticationResults& results,
                const mail::Span& span) {
  const auto& ids = material.recipient.authserv_ids;
  if (!ids.empty())
    return std::find(ids.begin(), ids.end(), results.authserv_id) != ids.end();
  if (!material.route.hand_over) return false;
  const std::size_t below = *material.route.hand_over + 1;
  if (below < material.route.hops.size() &&
      span.offset > material.route.hops[below].span.offset)
    return false;
  const std::string& by = material.route.handed_over()->received.by;
  if (results.authserv_id.empty()) return knowledge::is_within(by, "outlook.com");
  return registrable_domain(results.authserv_id) == registrable_domain(by);
}

std::string domain_of(const std::string& mailbox) {
  const auto at = mailbox.rfind('@');
  return mail::to_lower_ascii(at == std::string::npos ? mailbox : mailbox.substr(at + 1));
}

std::string property(const mail::AuthenticationResult& result, const std::string& key) {
  const auto found = result.properties.find(key);
  return found == result.properties.end() ? "" : domain_of(found->second);
}

void take(const mail::AuthenticationResult& result, TrustedAuthentication& out) {
  if (result.method == "spf" && !out.spf) {
    out.spf = result.result;
    out.spf_domain = property(result, "smtp.mailfrom");
  } else if (result.method == "dkim" && (!out.dkim || (*out.dkim != "pass" &&
                                                       result.result == "pass"))) {
    out.dkim = result.result;
    out.dkim_domain = property(result, "header.d");
    if (out.dkim_domain.empty()) out.dkim_domain = property(result, "header.i");
  } else if (result.method == "dmarc" && !out.dmarc) {
    out.dmarc = result.result;
  }
}

}  // namespace

bool TrustedAuthentication::authenticates(const std::string& from_domain) const {
  const auto aligned = [&from_domain](const std::string& domain) {
    return !domain.empty() && registrable_domain(domain) == registrable_domain(from_domain);
  };
  if (dmarc) return *dmarc == "pass";
  return (spf == "pass" && aligned(spf_domain)) || (dkim == "pass" && aligned(dkim_domain));
}

std::optional<TrustedAuthentication> trusted_authentication(const Material& material) {
  std::optional<TrustedAuthentication> out;
  for (const auto& [results, span] : material.mail.authentication_results) {
    if (!is_trusted(material, results, span)) continue;
    if (!out) {
      out.emplace();
      out->authserv_id = results.authserv_id;
      out->span = span;
    }
    for (const mail::AuthenticationResult& result : results.results) take(result, *out);
  }
  return out;
}

}  // namespace fuwake::evidence
