// A form in the mail: a field for a password has no place there. Surveys and search fields send forms with
// other fields; their targets are links like others.
#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "facts/sender.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType link_password_form{
    .id = "link.password-form",
    .family = Family::links,
    .kind = Kind::deception,
    .technique = "credential-form",
};

constexpr FindingType link_form{
    .id = "link.form",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain}},
    .technique = "credential-form",
};

Findings find(const Facts& facts) {
  const links::Link* form = nullptr;
  for (const links::Link& link : facts.links.all)
    if (form == nullptr && !link.attached && link.raw.kind == page::ReferenceKind::form && link.is_web()) form = &link;
  if (facts.page.asks_password) {
    if (form != nullptr) return {about_link(link_password_form, *form)};
    return {{link_password_form, {}, {}}};
  }
  if (form == nullptr || is_senders_own(facts, form->host())) return {};
  return {about_link(link_form, *form)};
}

}  // namespace

extern const Check check_forms = {{&link_password_form, &link_form}, find};

}  // namespace fuwake::evidence
