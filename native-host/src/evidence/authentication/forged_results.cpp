// Authentication results that the recipient's server did not write. Other servers on the way leave theirs
// in good faith; results in our own server's name far below its record were put there to be believed
// (RFC 8601, section 7.1), or came back with a mail of our own.
#include "evidence/check.h"
#include "facts/trusted_authentication.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType authentication_forged_results{
    .id = "authentication.forged-results",
    .family = Family::authentication,
    .kind = Kind::anomaly,
    .arguments = {{"id", ArgumentType::host}},
    .technique = "forged-record",
};

constexpr FindingType authentication_foreign_results{
    .id = "authentication.foreign-results",
    .family = Family::authentication,
    .kind = Kind::note,
    .arguments = {{"id", ArgumentType::host}},
};

Findings find(const Facts& facts) {
  const auto reception = facts.route.reception();
  if (!reception) return {};
  const auto& hops = facts.route.hops;
  const auto& services = facts.knowledge.mail_services;
  const std::string own = services.family_of(hops[*reception].received.by);
  const facts::TrustedFields trusted(facts);
  Findings findings;
  for (const auto& [results, span] : facts.mail.authentication_results) {
    if (results.authserv_id.empty() || trusted.contain(results, span)) continue;
    const bool below_a_claim = *reception + 1 < hops.size() && span.offset > hops[*reception + 1].span.offset;
    const bool ours = services.family_of(results.authserv_id) == own;
    // In our name, but right below our hop: some servers write theirs there. Not counted, not accused.
    if (ours && !below_a_claim) continue;
    findings.push_back({ours ? authentication_forged_results : authentication_foreign_results,
                        {{"id", results.authserv_id}},
                        {{span, results.authserv_id}}});
    if (ours) return {findings.back()};
  }
  if (findings.size() > 1) findings.erase(findings.begin() + 1, findings.end());
  return findings;
}

}  // namespace

extern const Check check_forged_results = {{&authentication_forged_results, &authentication_foreign_results}, find};

}  // namespace fuwake::evidence
