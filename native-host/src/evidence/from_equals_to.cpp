// From and To are the same address. Notes to oneself look like that; a mail from outside that does
// so was addressed by a program, above all if the account does not exist ("mori"). Mailing lists write
// their own address into both.
#include <algorithm>

#include "evidence/checks.h"
#include "mail/charsets.h"

namespace fuwake::evidence {

Findings check_from_equals_to(const Material& material) {
  if (material.mail.from.empty() || material.route.from_outside() == nullptr ||
      material.mail.headers().find("list-id") != nullptr)
    return {};
  const std::string from = mail::to_lower_ascii(material.mail.from.front().spec());
  const auto& to = material.mail.to;
  const bool same = std::any_of(to.begin(), to.end(), [&from](const mail::Address& address) {
    return mail::to_lower_ascii(address.spec()) == from;
  });
  if (!same || from.empty()) return {};
  const std::vector<Evidence> evidence = {{material.mail.span_of("from"), from}, {material.mail.span_of("to"), from}};
  Findings findings = {{"identity.from-is-to", Family::identity, Kind::anomaly, {{"address", from}}, evidence}};
  const mail::Recipient& recipient = material.recipient;
  if (recipient.is_own_domain(material.mail.from.front().domain) && !recipient.addresses.empty() &&
      !recipient.is_own_address(from))
    findings.push_back(
        {"identity.unknown-own-account", Family::identity, Kind::anomaly, {{"address", from}}, evidence});
  return findings;
}

}  // namespace fuwake::evidence
