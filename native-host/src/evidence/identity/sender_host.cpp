// The sender's own address is where anybody gets one without a name: at free hosting (noreply@x.firebaseapp.com),
// at a suffix that costs next to nothing, or it is not an address at all. Honest people own cheap domains too.
#include "evidence/checks.h"
#include "facts/sender_address.h"

namespace fuwake::evidence {

Findings check_sender_host(const Facts& facts) {
  if (facts.mail.from.empty()) return {};
  const mail::Address& from = facts.mail.from.front();
  const auto about_sender = [&](const char* id) {
    return Findings{{id,
                     Family::identity,
                     Kind::anomaly,
                     {{"domain", from.domain}, {"address", from.spec()}, {"given", from.spec().empty() ? "no" : "yes"}},
                     {{facts.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}}};
  };
  if (is_no_address(facts, from)) return about_sender("identity.no-address");
  if (is_at_free_hosting(facts, from)) return about_sender("identity.sender-at-free-hosting");
  const auto kind = facts.knowledge.link_hosts.find(from.domain);
  if (kind == knowledge::LinkHostKind::cheap_suffix) return about_sender("identity.cheap-sender");
  return {};
}

}  // namespace fuwake::evidence
