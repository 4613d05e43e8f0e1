// From and To are the same address. Notes to oneself look like that; a mail from outside that does
// so was addressed by a program, above all if the account does not exist ("mori"). Mailing lists write
// their own address into both.
#include <algorithm>

#include "evidence/checks.h"
#include "text/ascii.h"

namespace fuwake::evidence {

Findings check_from_equals_to(const Facts& facts) {
  if (facts.mail.from.empty() || facts.route.from_outside() == nullptr ||
      facts.mail.headers().find("list-id") != nullptr)
    return {};
  const std::string from = text::to_lower(facts.mail.from.front().spec());
  const auto& to = facts.mail.to;
  const bool same = std::any_of(
      to.begin(), to.end(), [&from](const mail::Address& address) { return text::to_lower(address.spec()) == from; });
  if (!same || from.empty()) return {};
  const std::vector<Evidence> evidence = {{facts.mail.span_of("from"), from}, {facts.mail.span_of("to"), from}};
  Findings findings = {{"identity.from-is-to", Family::identity, Kind::anomaly, {{"address", from}}, evidence}};
  const mail::Recipient& recipient = facts.recipient;
  if (recipient.is_own_domain(facts.mail.from.front().domain) && !recipient.addresses.empty() &&
      !recipient.is_own_address(from))
    findings.push_back(
        {"identity.unknown-own-account", Family::identity, Kind::anomaly, {{"address", from}}, evidence});
  return findings;
}

}  // namespace fuwake::evidence
