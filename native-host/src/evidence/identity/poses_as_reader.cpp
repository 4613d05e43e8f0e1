// "I sent this from your own account": a mail from the reader's own address that came from outside and threatens
// or demands. Scanners, contact forms and services write in one's name too; they threaten nobody.
#include "evidence/check.h"
#include "facts/sender.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_poses_as_you{
    .id = "identity.poses-as-you",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"address", ArgumentType::address}, {"host", ArgumentType::host}},
    .technique = "own-account-spoofing",
};

Findings find(const Facts& facts) {
  const route::Hop* hop = facts.route.from_outside();
  if (facts.mail.from.empty() || hop == nullptr || facts::came_through_list(facts)) return {};
  const mail::Address& from = facts.mail.from.front();
  if (!facts.recipient.is_own_address(text::to_lower(from.spec()))) return {};
  const auto& results = facts.authentication;
  if (results && results->authenticates(from.domain)) return {};
  if (!facts.told.has(knowledge::LureGroup::blackmail)) return {};
  return {{identity_poses_as_you,
           {{"address", from.spec()}, {"host", hop->sender()}},
           {{facts.mail.span_of("from"), from.spec()}, {hop->span, hop->sender()}}}};
}

}  // namespace

extern const Check check_poses_as_reader = {{&identity_poses_as_you}, find};

}  // namespace fuwake::evidence
