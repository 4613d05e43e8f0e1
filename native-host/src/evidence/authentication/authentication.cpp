// What the recipient's own server found out about the sender's domain.
#include "evidence/authentication/types.h"
#include "evidence/check.h"
#include "facts/claim.h"
#include "facts/sender.h"
#include "facts/strangers.h"

namespace fuwake::evidence {
constexpr FindingType authentication_none{
    .id = "authentication.none",
    .family = Family::authentication,
    .kind = Kind::note,
};

constexpr FindingType authentication_failed{
    .id = "authentication.failed",
    .family = Family::authentication,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::foreign_domain}},
    .technique = "exact-domain-spoofing",
};

constexpr FindingType authentication_unproven{
    .id = "authentication.unproven",
    .family = Family::authentication,
    .kind = Kind::note,
    .arguments = {{"domain", ArgumentType::foreign_domain}, {"sender", ArgumentType::choice}},
};

constexpr FindingType authentication_passed{
    .id = "authentication.passed",
    .family = Family::authentication,
    .kind = Kind::reassurance,
    .arguments = {{"domain", ArgumentType::domain}, {"policy", ArgumentType::choice}},
};

constexpr FindingType authentication_known_brand{
    .id = "authentication.known-brand",
    .family = Family::authentication,
    .kind = Kind::reassurance,
    .arguments = {{"domain", ArgumentType::domain}, {"brand", ArgumentType::brand}},
    .verifies = true,
};

namespace {

constexpr FindingType authentication_strangers_words{
    .id = "authentication.strangers-words",
    .family = Family::authentication,
    .kind = Kind::note,
    .arguments = {{"domain", ArgumentType::domain}, {"brand", ArgumentType::brand}},
};

Findings find(const Facts& facts) {
  if (facts.mail.from.empty()) return {};
  const std::string& domain = facts.mail.from.front().domain;
  const auto& results = facts.authentication;
  // Nothing to be weighed: many servers do not report.
  if (!results) return {{authentication_none, {}, {}}};
  const std::vector<Evidence> evidence = {{results->span, results->authserv_id}};
  if (!results->authenticates(domain)) {
    // A list breaks signatures in good faith, and its own server is confirmed.
    const bool failed = results->dmarc == "fail" && !facts::came_through_list(facts);
    const FindingType& type = failed ? authentication_failed : authentication_unproven;
    return {
        {type, declared_of(type, {{"domain", domain}, {"sender", results->one_sender ? "one" : "several"}}), evidence}};
  }
  Findings findings = {
      {authentication_passed, {{"domain", domain}, {"policy", results->lacks_policy() ? "none" : "other"}}, evidence}};
  if (const knowledge::Brand* brand = facts::confirmed_brand(facts); brand != nullptr)
    findings.push_back(
        facts::carries_strangers_words(facts)
            ? Finding{authentication_strangers_words, {{"domain", domain}, {"brand", brand->id}}, evidence}
            : Finding{authentication_known_brand, {{"domain", domain}, {"brand", brand->id}}, evidence});
  return findings;
}

}  // namespace

extern const Check check_authentication = {
    {&authentication_none, &authentication_failed, &authentication_unproven, &authentication_passed,
     &authentication_strangers_words, &authentication_known_brand},
    find};

}  // namespace fuwake::evidence
