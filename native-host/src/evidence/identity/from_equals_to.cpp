// From and To are the same address. Notes to oneself look like that; a mail from outside that does
// so was addressed by a program, above all if the account does not exist ("mori"). Mailing lists write
// their own address into both.
#include <algorithm>

#include "evidence/check.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_from_is_to{
    .id = "identity.from-is-to",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"address", ArgumentType::address}, {"whose", ArgumentType::choice}},
    .technique = "own-account-spoofing",
};

constexpr FindingType identity_unknown_own_account{
    .id = "identity.unknown-own-account",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"address", ArgumentType::address}},
    .technique = "own-account-spoofing",
};

Findings find(const Facts& facts) {
  if (facts.route.from_outside() == nullptr || facts.mail.headers().find("list-id") != nullptr) return {};
  const std::string from = text::to_lower(facts.sender().spec());
  const auto& to = facts.mail.to;
  const bool same = std::any_of(
      to.begin(), to.end(), [&from](const mail::Address& address) { return text::to_lower(address.spec()) == from; });
  if (!same || from.empty()) return {};
  const std::vector<Evidence> evidence = {{facts.mail.span_of("from"), from}, {facts.mail.span_of("to"), from}};
  const mail::Recipient& recipient = facts.recipient;
  const char* whose = recipient.is_own_domain(facts.sender().domain) ? "own" : "other";
  Findings findings = {{identity_from_is_to, {{"address", from}, {"whose", whose}}, evidence}};
  if (recipient.is_own_domain(facts.sender().domain) && !recipient.addresses.empty() && !recipient.is_own_address(from))
    findings.push_back({identity_unknown_own_account, {{"address", from}}, evidence});
  return findings;
}

}  // namespace

extern const Check check_from_equals_to = {{&identity_from_is_to, &identity_unknown_own_account}, find};

}  // namespace fuwake::evidence
