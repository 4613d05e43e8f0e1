// "office.example.login-mail.top", "micard.co.jp.srxyu.com", "www.nta.go.jp.evil.top": a whole domain is written before
// the one that decides, to be read in its place: the reader's own, the sender's, or one with an organisation's suffix.
// It needs no brand to be known, and the sender's own domain excuses nothing: today's phishing links to itself. Spared
// are a library's proxy ("www.nikkei.co.jp.ezproxy.univ.example") and the hosts of known services, which name their
// customers so.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "evidence/links/types.h"
#include "facts/demand.h"
#include "facts/sender.h"
#include "knowledge/public_suffixes.h"
#include "text/ascii.h"

namespace fuwake::evidence {

constexpr FindingType link_sender_domain_in_host{
    .id = "link.sender-domain-in-host",
    .family = Family::links,
    .kind = Kind::deception,
    .arguments = {{"domain", ArgumentType::domain}, {"decoy", ArgumentType::foreign_domain}},
    .technique = "decoy-in-address",
};

namespace {

constexpr FindingType link_own_domain_in_host{
    .id = "link.own-domain-in-host",
    .family = Family::links,
    .kind = Kind::deception,
    .arguments = {{"domain", ArgumentType::domain}, {"decoy", ArgumentType::foreign_domain}},
    .technique = "decoy-in-address",
};

constexpr FindingType link_domain_before_another{
    .id = "link.domain-before-another",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain}, {"decoy", ArgumentType::foreign_domain}},
    .technique = "decoy-in-address",
};

// "go.jp", "co.uk", "com.br", "gob.mx": an organisation registers below it; and the three that stand for a web address.
bool has_organisations_suffix(std::string_view domain) {
  constexpr std::array<std::string_view, 16> kinds = {"co",  "or",   "ne",  "go",  "ac",  "lg",  "gov", "gob",
                                                      "gub", "gouv", "com", "org", "net", "edu", "gv",  "govt"};
  const auto labels = text::split(domain, '.');
  const auto is_kind = [&](std::string_view label) {
    return std::find(kinds.begin(), kinds.end(), label) != kinds.end();
  };
  if (labels.size() == 2) return labels[1] == "com" || labels[1] == "org" || labels[1] == "net";
  return labels.size() == 3 && labels[2].size() == 2 && is_kind(labels[1]);
}

// The domain before the other, and what it is to the reader.
struct Decoy {
  const FindingType& type;
  std::string domain;
  bool glued = false;  // to another word, as no host is named for a preview: it needs no demand beside it
};

std::optional<Decoy> decoy_in(const Facts& facts, std::string labels, const std::string& senders) {
  while (labels.find('.') != std::string::npos) {
    // The reader's own may have a suffix that no list has ("office.example"), and goes on ("office.example-webmail").
    for (const std::string& own : facts.recipient.domains)
      if (const bool glued = labels.starts_with(own + "-");
          !facts.knowledge.mail_services.is_free_mail(own) && (glued || knowledge::is_within(labels, own)))
        return Decoy{link_own_domain_in_host, own, glued};
    if (!senders.empty() && knowledge::is_within(labels, senders)) return Decoy{link_sender_domain_in_host, senders};
    if (knowledge::has_known_suffix(labels)) {
      const std::string domain = knowledge::registrable_domain(labels);
      if (has_organisations_suffix(domain)) return Decoy{link_domain_before_another, domain};
    }
    labels.resize(labels.rfind('.'));
  }
  return std::nullopt;
}

// Free mail's domain is nobody's own, and a service's host is no disguise of its customers'.
std::string senders_domain(const Facts& facts) {
  if (facts.mail.from.empty()) return {};
  const std::string domain = knowledge::registrable_domain(facts.sender().domain);
  return facts.knowledge.mail_services.is_free_mail(domain) ? "" : domain;
}

bool is_known_host(const Facts& facts, const links::Link& link) {
  if (is_tracked(facts, link) || facts.recipient.is_own_domain(link.registrable_domain)) return true;
  return facts.knowledge.brands.owner_of(link.host()) != nullptr && !hides_its_owner(facts, link);
}

Findings find(const Facts& facts) {
  const std::string senders = senders_domain(facts);
  const bool demand = facts::demands(facts);
  LinkFindings found;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web() || link.destination->host_kind != links::HostKind::domain || is_known_host(facts, link))
      continue;
    const std::string labels = links::labels_before(link);
    if (labels.find('.') == std::string::npos || is_librarys_proxy(facts, link)) continue;
    if (const auto decoy = decoy_in(facts, labels, senders == link.registrable_domain ? "" : senders))
      found.add(about_link(demand || decoy->glued ? decoy->type : link_domain_before_another, link,
                           {{"decoy", decoy->domain}}));
  }
  return found.take();
}

}  // namespace

extern const Check check_domain_before_another = {
    {&link_own_domain_in_host, &link_sender_domain_in_host, &link_domain_before_another}, find};

}  // namespace fuwake::evidence
