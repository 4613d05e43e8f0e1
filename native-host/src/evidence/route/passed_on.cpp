// A mailing list changes mails, and a forwarder takes the sender's place: both break signatures or SPF.
// Said, so that nobody takes a failed check for an attack.
#include "evidence/check.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType route_mailing_list{
    .id = "route.mailing-list",
    .family = Family::route,
    .kind = Kind::note,
    .arguments = {{"list", ArgumentType::text}},
};

constexpr FindingType route_forwarded{
    .id = "route.forwarded",
    .family = Family::route,
    .kind = Kind::note,
    .arguments = {{"forwarder", ArgumentType::host}, {"original", ArgumentType::host}, {"known", ArgumentType::choice}},
};

Findings find(const Facts& facts) {
  Findings findings;
  if (const auto& list = facts.route.mailing_list)
    findings.push_back({route_mailing_list, {{"list", list->name}}, {{list->span, list->name}}});
  if (const auto& forwarding = facts.route.forwarding)
    findings.push_back({route_forwarded,
                        {{"forwarder", forwarding->by},
                         {"original", forwarding->original},
                         {"known", !forwarding->by.empty() && !forwarding->original.empty() ? "both"
                                   : forwarding->by.empty()                                 ? "none"
                                                                                            : "forwarder"}},
                        {{forwarding->span, forwarding->quote}}});
  return findings;
}

}  // namespace

extern const Check check_passed_on = {{&route_mailing_list, &route_forwarded}, find};

}  // namespace fuwake::evidence
