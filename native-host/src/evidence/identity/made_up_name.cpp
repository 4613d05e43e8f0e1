// Domains and mailboxes whose names no person chose. Programs make them by the thousand, for each lasts a day.
#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "facts/claim.h"
#include "facts/sender.h"
#include "facts/sender_address.h"
#include "knowledge/public_suffixes.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_made_up_domain{
    .id = "identity.made-up-domain",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain}},
    .technique = "throwaway-sender",
};

constexpr FindingType identity_made_up_mailbox{
    .id = "identity.made-up-mailbox",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"address", ArgumentType::address}},
    .technique = "throwaway-sender",
};

constexpr FindingType link_made_up_domain{
    .id = "link.made-up-domain",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain}},
    .technique = "throwaway-domain",
};

Findings find(const Facts& facts) {
  Findings findings;
  if (!facts.mail.from.empty() && !facts::is_plain_report(facts)) {
    const mail::Address& from = facts.mail.from.front();
    const auto add = [&](const FindingType& type, const char* argument, const std::string& value) {
      findings.push_back({type, {{argument, value}}, {{facts.mail.span_of("from"), from.spec()}}});
    };
    const std::string domain = knowledge::registrable_domain(from.domain);
    if (is_made_up_domain(facts, domain)) add(identity_made_up_domain, "domain", domain);
    if (is_made_up_mailbox(facts, from)) add(identity_made_up_mailbox, "address", from.spec());
  }
  for (const links::Link& link : facts.links.all) {
    if (!is_strangers(facts, link) || link.destination->host_kind != links::HostKind::domain ||
        !is_made_up_domain(facts, link.registrable_domain))
      continue;
    findings.push_back(about_link(link_made_up_domain, link));
    break;
  }
  return findings;
}

}  // namespace

extern const Check check_made_up_name = {{&identity_made_up_domain, &identity_made_up_mailbox, &link_made_up_domain},
                                         find};

}  // namespace fuwake::evidence
