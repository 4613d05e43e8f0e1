// Domains and mailboxes whose names no person chose. Programs make them by the thousand, for each lasts a day.
#include "evidence/checks.h"
#include "evidence/links/about_link.h"
#include "facts/sender.h"
#include "facts/sender_address.h"
#include "knowledge/public_suffixes.h"

namespace fuwake::evidence {

Findings check_made_up_name(const Facts& facts) {
  Findings findings;
  if (!facts.mail.from.empty()) {
    const mail::Address& from = facts.mail.from.front();
    const auto add = [&](const char* id, const char* argument, const std::string& value) {
      findings.push_back(
          {id, Family::identity, Kind::anomaly, {{argument, value}}, {{facts.mail.span_of("from"), from.spec()}}});
    };
    const std::string domain = knowledge::registrable_domain(from.domain);
    if (is_made_up_domain(facts, domain)) add("identity.made-up-domain", "domain", domain);
    if (is_made_up_mailbox(facts, from)) add("identity.made-up-mailbox", "address", from.spec());
  }
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web() || link.destination->host_kind != links::HostKind::domain ||
        is_senders_own(facts, link.host()) || is_tracked(facts, link) ||
        facts.knowledge.brands.owner_of(link.host()) != nullptr || !is_made_up_domain(facts, link.registrable_domain))
      continue;
    findings.push_back(about_link("link.made-up-domain", Kind::anomaly, link));
    break;
  }
  return findings;
}

}  // namespace fuwake::evidence
