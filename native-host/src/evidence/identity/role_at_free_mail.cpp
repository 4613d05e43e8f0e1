// An office of somebody ("Kundenservice", "Account Team", "Billing Department") that writes from a mailbox which
// anybody can have. Clubs and one-man firms do so; they sign with a name.
#include <algorithm>

#include "evidence/check.h"
#include "text/folding.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_role_at_free_mail{
    .id = "identity.role-at-free-mail",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::name}, {"domain", ArgumentType::domain}},
    .technique = "free-mail-impersonation",
};

// The role's word by itself, not as a part of another ("Kadmin"), wherever it stands ("Kadmin Admin").
bool names_role(const std::string& name, const std::string& role) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  for (auto at = name.find(role); at != std::string::npos; at = name.find(role, at + 1)) {
    const auto end = at + role.size();
    if ((at == 0 || !is_letter(name[at - 1])) && (end == name.size() || !is_letter(name[end]))) return true;
  }
  return false;
}

Findings find(const Facts& facts) {
  if (facts.route.mailing_list) return {};
  const mail::Address& from = facts.sender();
  if (!facts.knowledge.mail_services.is_free_mail(from.domain)) return {};
  const std::string name = text::fold(from.display_name.substr(0, 200));
  const auto& roles = facts.knowledge.words.of(knowledge::WordList::role);
  if (std::none_of(roles.begin(), roles.end(), [&](const std::string& role) { return names_role(name, role); }))
    return {};
  return {{identity_role_at_free_mail,
           {{"name", from.display_name}, {"domain", from.domain}},
           {{facts.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}}};
}

}  // namespace

extern const Check check_role_at_free_mail = {{&identity_role_at_free_mail}, find};

}  // namespace fuwake::evidence
