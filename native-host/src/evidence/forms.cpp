// A form in the mail: a field for a password has no place there. Surveys and search fields send forms with
// other fields; their targets are links like others.
#include "evidence/checks.h"
#include "evidence/sender.h"

namespace fuwake::evidence {

Findings check_forms(const Material& material) {
  const links::Link* form = nullptr;
  for (const links::Link& link : material.links.all)
    if (form == nullptr && !link.attached && link.raw.kind == links::LinkKind::form && link.is_web()) form = &link;
  if (material.links.asks_password) {
    if (form != nullptr) return {about_link("link.password-form", Kind::deception, *form)};
    return {{"link.password-form", Family::links, Kind::deception, {{"domain", ""}}, {}}};
  }
  if (form == nullptr || is_senders_own(material, form->host())) return {};
  return {about_link("link.form", Kind::anomaly, *form)};
}

}  // namespace fuwake::evidence
