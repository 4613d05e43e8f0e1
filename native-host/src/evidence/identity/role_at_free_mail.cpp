// An office of somebody ("Kundenservice", "Account Team", "Billing Department") that writes from a mailbox which
// anybody can have. Clubs and one-man firms do so; they sign with a name.
#include <algorithm>

#include "evidence/check.h"
#include "facts/sender.h"
#include "text/folding.h"
#include "text/words.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_role_at_free_mail{
    .id = "identity.role-at-free-mail",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::name}, {"domain", ArgumentType::domain}},
    .technique = "free-mail-impersonation",
};

Findings find(const Facts& facts) {
  if (facts::came_through_list(facts)) return {};
  const mail::Address& from = facts.sender();
  if (!facts.knowledge.mail_services.is_free_mail(from.domain)) return {};
  const std::string name = text::fold(from.display_name.substr(0, 200));
  const auto& roles = facts.knowledge.words.of(knowledge::WordList::role);
  // By itself, not as a part of another ("Kadmin"), wherever it stands ("Kadmin Admin").
  const auto is_named = [&](const std::string& role) { return text::find_word(name, role) != std::string::npos; };
  if (std::none_of(roles.begin(), roles.end(), is_named)) return {};
  return {{identity_role_at_free_mail,
           {{"name", from.display_name}, {"domain", from.domain}},
           {{facts.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}}};
}

}  // namespace

extern const Check check_role_at_free_mail = {{&identity_role_at_free_mail}, find};

}  // namespace fuwake::evidence
