// A mailing list changes mails, and a forwarder takes the sender's place: both break signatures or SPF.
// Said, so that nobody takes a failed check for an attack.
#include "evidence/checks.h"

namespace fuwake::evidence {

Findings check_passed_on(const Facts& facts) {
  Findings findings;
  if (const auto& list = facts.route.mailing_list)
    findings.push_back(
        {"route.mailing-list", Family::route, Kind::note, {{"list", list->name}}, {{list->span, list->name}}});
  if (const auto& forwarding = facts.route.forwarding)
    findings.push_back({"route.forwarded",
                        Family::route,
                        Kind::note,
                        {{"forwarder", forwarding->by},
                         {"original", forwarding->original},
                         {"known", !forwarding->by.empty() && !forwarding->original.empty() ? "both"
                                   : forwarding->by.empty()                                 ? "none"
                                                                                            : "forwarder"}},
                        {{forwarding->span, forwarding->quote}}});
  return findings;
}

}  // namespace fuwake::evidence
