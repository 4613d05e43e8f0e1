#include "facts/demand.h"

#include <algorithm>

#include "facts/facts.h"
#include "facts/sender.h"

namespace fuwake::facts {

bool demands(const Facts& facts) {
  return facts.told.has(knowledge::LureGroup::organisation) || facts.told.has(knowledge::LureGroup::demand);
}

bool has_second_sign(const Facts& facts) {
  if (demands(facts)) return true;
  const mail::Address& from = facts.sender();
  const mail::Address* reply = free_mail_for_answers(facts);
  if (reply != nullptr && reply->domain != from.domain) return true;
  if (std::any_of(facts.links.all.begin(), facts.links.all.end(),
                  [&](const links::Link& link) { return hides_its_owner(facts, link) || is_strangers(facts, link); }))
    return true;
  return facts.authentication && !facts.authentication->authenticates(from.domain);
}

}  // namespace fuwake::facts
