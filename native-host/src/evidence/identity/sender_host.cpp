// The sender's own address is where anybody gets one without a name: at free hosting (noreply@x.firebaseapp.com),
// at a suffix that costs next to nothing, or it is not an address at all. Honest people own cheap domains too.
#include "evidence/check.h"
#include "facts/sender_address.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_no_address{
    .id = "identity.no-address",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"address", ArgumentType::address}, {"given", ArgumentType::choice}},
    .technique = "throwaway-sender",
};

constexpr FindingType identity_sender_at_free_hosting{
    .id = "identity.sender-at-free-hosting",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain}},
    .technique = "throwaway-sender",
};

constexpr FindingType identity_cheap_sender{
    .id = "identity.cheap-sender",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain}},
    .technique = "throwaway-sender",
};

Findings find(const Facts& facts) {
  if (facts.mail.from.empty()) return {};
  const mail::Address& from = facts.mail.from.front();
  const auto about_sender = [&](const FindingType& type) {
    return Findings{
        {type,
         declared_of(
             type, {{"domain", from.domain}, {"address", from.spec()}, {"given", from.spec().empty() ? "no" : "yes"}}),
         {{facts.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}}};
  };
  if (is_no_address(facts, from)) return about_sender(identity_no_address);
  if (is_at_free_hosting(facts, from)) return about_sender(identity_sender_at_free_hosting);
  const auto kind = facts.knowledge.link_hosts.find(from.domain);
  if (kind == knowledge::LinkHostKind::cheap_suffix) return about_sender(identity_cheap_sender);
  return {};
}

}  // namespace

extern const Check check_sender_host = {
    {&identity_no_address, &identity_sender_at_free_hosting, &identity_cheap_sender}, find};

}  // namespace fuwake::evidence
