// A court, a ministry or the police that accuses its reader from a mailbox which anybody can have: "警視庁捜査二課"
// <…@gmail.com> with an arrest warrant. Authorities write by post and from their own domain. Somebody who is called
// like one ("Interpol fan club") accuses nobody, and a friend who got such a letter passes it on.
#include <algorithm>

#include "evidence/check.h"
#include "facts/quoted_lures.h"
#include "facts/sender.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_authority_at_free_mail{
    .id = "identity.authority-at-free-mail",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"name", ArgumentType::name},
                  {"brand", ArgumentType::brand},
                  {"domain", ArgumentType::domain},
                  {"phrase", ArgumentType::quotation}},
    .technique = "free-mail-impersonation",
};

Findings find(const Facts& facts) {
  const mail::Address& from = facts.sender();
  const knowledge::LureFound* summons = facts.told.first_of(knowledge::LureGroup::summons);
  if (summons == nullptr || !facts.knowledge.mail_services.is_free_mail(from.domain) ||
      facts::came_through_list(facts) || facts::holds_anothers_words(facts))
    return {};
  const auto named = facts.knowledge.brands.named_in(from.display_name);
  const auto authority = std::find_if(named.begin(), named.end(),
                                      [](const knowledge::Brand* brand) { return brand->sector == "government"; });
  if (authority == named.end()) return {};
  return {{identity_authority_at_free_mail,
           {{"name", from.display_name},
            {"brand", (*authority)->id},
            {"domain", from.domain},
            {"phrase", facts.told.quote(*summons)}},
           {{facts.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}}};
}

}  // namespace

extern const Check check_authority_at_free_mail = {{&identity_authority_at_free_mail}, find};

}  // namespace fuwake::evidence
