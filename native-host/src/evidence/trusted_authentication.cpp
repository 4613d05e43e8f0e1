#include "evidence/trusted_authentication.h"

#include <algorithm>

#include "knowledge/public_suffixes.h"
#include "mail/charsets.h"

namespace fuwake::evidence {
namespace {

using knowledge::registrable_domain;

std::string domain_of(const std::string& mailbox) {
  const auto at = mailbox.rfind('@');
  return mail::to_lower_ascii(at == std::string::npos ? mailbox : mailbox.substr(at + 1));
}

std::string property(const mail::AuthenticationResult& result, const std::string& key) {
  const auto found = result.properties.find(key);
  return found == result.properties.end() ? "" : domain_of(found->second);
}

bool is_aligned(const std::string& domain, const std::string& from_domain) {
  return !domain.empty() && registrable_domain(domain) == registrable_domain(from_domain);
}

// Of several signatures the one that counts is one that passed for the sender's own domain.
int rank_of(const std::string& result, const std::string& domain, const std::string& from_domain) {
  if (result != "pass") return 1;
  return is_aligned(domain, from_domain) ? 3 : 2;
}

void take(const mail::AuthenticationResult& result, const std::string& from_domain,
          TrustedAuthentication& out) {
  if (result.method == "spf" && !out.spf) {
    out.spf = result.result;
    out.spf_domain = property(result, "smtp.mailfrom");
  } else if (result.method == "dkim") {
    std::string domain = property(result, "header.d");
    if (domain.empty()) domain = property(result, "header.i");
    const int before = out.dkim ? rank_of(*out.dkim, out.dkim_domain, from_domain) : 0;
    if (rank_of(result.result, domain, from_domain) <= before) return;
    out.dkim = result.result;
    out.dkim_domain = domain;
  } else if (result.method == "dmarc" && !out.dmarc) {
    out.dmarc = result.result;
  }
}

// Received-SPF (RFC 7208, section 9.1) of the recipient's own server: "Pass (mx.example: domain of
// a@b.example designates …) … envelope-from=a@b.example". It carries no id that could be checked, so
// only what stands above the hand-over counts: a sender cannot write there.
std::optional<mail::AuthenticationResult> received_spf(const Material& material, mail::Span& span) {
  const route::Hop* hop = material.route.handed_over();
  const mail::HeaderField* field = material.mail.headers().find("received-spf");
  if (hop == nullptr || field == nullptr || field->span.offset > hop->span.offset)
    return std::nullopt;
  const std::string text = mail::to_lower_ascii(mail::trim_blanks(field->value.substr(0, 2000)));
  mail::AuthenticationResult result;
  result.method = "spf";
  result.result = text.substr(0, text.find_first_of(" \t\r\n(;"));
  for (const std::string_view mark : {"envelope-from=", "domain of "}) {
    const auto at = text.find(mark);
    if (at == std::string::npos) continue;
    std::string mailbox = text.substr(at + mark.size());
    mailbox = mailbox.substr(mailbox.find_first_not_of("\"<"));
    result.properties["smtp.mailfrom"] = mailbox.substr(0, mailbox.find_first_of(" \t\r\n;)>\""));
    break;
  }
  span = field->span;
  return result;
}

// The newest link of an ARC chain, where the recipient's own provider sealed it.
const mail::ArcSet* own_arc_set(const Material& material) {
  if (material.mail.arc.empty()) return nullptr;
  const mail::ArcSet& newest = material.mail.arc.front();
  const auto& services = material.knowledge.mail_services;
  if (newest.results.authserv_id.empty() ||
      services.family_of(newest.sealed_by) != services.family_of(newest.results.authserv_id))
    return nullptr;
  return is_trusted(material, newest.results, newest.span) ? &newest : nullptr;
}

}  // namespace

bool is_trusted(const Material& material, const mail::AuthenticationResults& results,
                const mail::Span& span) {
  const auto& ids = material.recipient.authserv_ids;
  if (!ids.empty())
    return std::find(ids.begin(), ids.end(), results.authserv_id) != ids.end();
  const auto reception = material.route.reception();
  if (!reception) return false;
  const std::size_t below = *reception + 1;
  if (below < material.route.hops.size() &&
      span.offset > material.route.hops[below].span.offset)
    return false;
  const std::string& by = material.route.hops[*reception].received.by;
  // Below the reception a sender can write results in the name of our server, unless it takes such
  // forgeries out (RFC 8601, section 5), as these providers are known to do.
  const bool strips = knowledge::is_within(by, "google.com") || knowledge::is_within(by, "outlook.com");
  if (span.offset > material.route.hops[*reception].span.offset && !strips) return false;
  if (results.authserv_id.empty()) return knowledge::is_within(by, "outlook.com");
  const auto& services = material.knowledge.mail_services;
  return services.family_of(results.authserv_id) == services.family_of(by);
}

bool TrustedAuthentication::authenticates(const std::string& from_domain) const {
  if (dmarc) return *dmarc == "pass";
  return (spf == "pass" && is_aligned(spf_domain, from_domain)) ||
         (dkim == "pass" && is_aligned(dkim_domain, from_domain));
}

std::optional<TrustedAuthentication> trusted_authentication(const Material& material) {
  const std::string from_domain =
      material.mail.from.empty() ? "" : material.mail.from.front().domain;
  std::optional<TrustedAuthentication> out;
  const auto take_all = [&](const mail::AuthenticationResults& results, const mail::Span& span) {
    if (!out) {
      out.emplace();
      out->authserv_id = results.authserv_id;
      out->span = span;
    }
    for (const mail::AuthenticationResult& result : results.results)
      take(result, from_domain, *out);
  };
  for (const auto& [results, span] : material.mail.authentication_results)
    if (is_trusted(material, results, span)) take_all(results, span);
  if (!out)
    if (const mail::ArcSet* set = own_arc_set(material)) take_all(set->results, set->span);
  mail::Span span;
  if (const auto spf = received_spf(material, span); spf && (!out || !out->spf)) {
    if (!out) {
      out.emplace();
      out->authserv_id = material.route.handed_over()->received.by;
      out->span = span;
    }
    take(*spf, from_domain, *out);
  }
  return out;
}

}  // namespace fuwake::evidence
