// What the user said of this sender or of this very mail, and when.
#include "evidence/decisions.h"

#include <set>

#include "evidence/checks.h"
#include "evidence/trusted_authentication.h"
#include "knowledge/folding.h"
#include "knowledge/public_suffixes.h"
#include "links/url_characters.h"
#include "mail/charsets.h"

namespace fuwake::evidence {
namespace {

std::string subject_without_figures(const std::string& subject) {
  std::string out;
  for (const char c : knowledge::fold(subject.substr(0, 300)))
    if (c < '0' || c > '9') out += c;
  return out;
}

// The operator's network, or the domain of the host's recorded name; "" where neither is known.
std::string handed_over_by(const Material& material) {
  const route::Hop* hop = material.route.handed_over();
  if (hop == nullptr) return {};
  if (hop->network && hop->network->asn != 0) return "AS" + std::to_string(hop->network->asn);
  return knowledge::registrable_domain(hop->received.rdns);
}

// The sender's text in a form in which it is nothing but a key: no markup, no link, ASCII alone.
std::string harmless(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool plain = links::is_alpha(c) || links::is_digit(c) || c == '@' || c == '.' || c == '-';
    if (plain)
      out += c;
    else
      links::percent_encode(out, static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace

std::optional<std::string> key_of_sender(const Material& material) {
  if (material.mail.from.size() != 1) return std::nullopt;
  const mail::Address& from = material.mail.from.front();
  const auto results = trusted_authentication(material);
  if (!results || from.domain.empty() || !results->authenticates(from.domain)) return std::nullopt;
  return "sender:" + harmless(mail::to_lower_ascii(from.spec().substr(0, 300)));
}

std::string key_of_mail(const Material& material) {
  constexpr std::size_t most_domains = 20;
  std::set<std::string> domains;
  for (const links::Link& link : material.links.all)
    if (domains.size() < most_domains) domains.insert(link.registrable_domain.substr(0, 100));
  std::string key;
  if (!material.mail.from.empty()) key += mail::to_lower_ascii(material.mail.from.front().spec().substr(0, 300));
  key += "\n" + subject_without_figures(material.mail.subject) + "\n" + handed_over_by(material);
  for (const std::string& domain : domains) key += "\n" + domain;
  return "mail:" + harmless(key);
}

Findings check_decisions(const Material& material) {
  Findings findings;
  const auto add = [&](const char* id, Kind kind, const memory::Decision& decision, const mail::Span& span) {
    findings.push_back({id,
                        Family::campaign,
                        kind,
                        {{"label", decision.label}, {"time", mail::to_rfc3339(decision.time)}},
                        {{span, decision.label}}});
  };
  if (const auto key = key_of_sender(material))
    if (const auto decision = material.history.find(*key))
      // At free mail a stolen account passes as well: it speaks for the mail, and verifies nothing.
      add(material.knowledge.mail_services.is_free_mail(material.mail.from.front().domain)
              ? "history.trusted-mailbox"
              : "history.trusted",
          Kind::reassurance, *decision, material.mail.span_of("from"));
  if (const auto decision = material.history.find(key_of_mail(material))) {
    const bool honest = decision->kind == memory::DecisionKind::honest;
    add(honest ? "history.said-honest" : "history.said-dishonest",
        honest ? Kind::reassurance : Kind::deception, *decision, material.mail.span_of("subject"));
  }
  return findings;
}

}  // namespace fuwake::evidence
