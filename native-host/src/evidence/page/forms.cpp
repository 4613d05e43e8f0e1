// A form in the mail: a field for a password has no place there. Surveys and search fields send forms with
// other fields; their targets are links like others.
#include "evidence/checks.h"
#include "evidence/links/about_link.h"
#include "facts/sender.h"

namespace fuwake::evidence {

Findings check_forms(const Facts& facts) {
  const links::Link* form = nullptr;
  for (const links::Link& link : facts.links.all)
    if (form == nullptr && !link.attached && link.raw.kind == page::ReferenceKind::form && link.is_web()) form = &link;
  if (facts.page.asks_password) {
    if (form != nullptr) return {about_link("link.password-form", Kind::deception, *form)};
    return {{"link.password-form", Family::links, Kind::deception, {{"domain", ""}}, {}}};
  }
  if (form == nullptr || is_senders_own(facts, form->host())) return {};
  return {about_link("link.form", Kind::anomaly, *form)};
}

}  // namespace fuwake::evidence
