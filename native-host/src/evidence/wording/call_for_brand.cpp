// "Your Norton renewal has been charged, call +1 …": a payment to a brand that is none, a telephone number, and nothing
// that leads to the brand: the swindle happens on the telephone, and no filter hears it. Or a brand's bill from a free
// mailbox. An office ("Billing Team") that has a free mailbox for a brand's bills, and wants to be called to stop one,
// is none. Resellers bill for brands' goods too, and give their number: their bills link to themselves. People forward
// bills from their own free mailboxes.
#include <algorithm>
#include <string>

#include "evidence/check.h"
#include "facts/quoted_lures.h"
#include "facts/sender.h"
#include "text/folding.h"
#include "text/telephone.h"
#include "text/words.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_bill_from_free_mail{
    .id = "identity.bill-from-free-mail",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"brand", ArgumentType::brand}, {"domain", ArgumentType::domain}},
    .technique = "free-mail-impersonation",
};

constexpr FindingType identity_office_to_call{
    .id = "identity.office-to-call",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"name", ArgumentType::name},
                  {"brand", ArgumentType::brand},
                  {"phrase", ArgumentType::quotation},
                  {"domain", ArgumentType::domain}},
    .technique = "callback",
};

constexpr FindingType wording_call_for_brand{
    .id = "wording.call-for-brand",
    .family = Family::wording,
    .kind = Kind::anomaly,
    .arguments = {{"brand", ArgumentType::brand},
                  {"phrase", ArgumentType::quotation},
                  {"domain", ArgumentType::domain}},
    .technique = "callback",
};

// "Billing Team", or the brand's own name before the "@": no person, and no firm of his own.
bool poses_as_office(const Facts& facts, const knowledge::Brand& brand) {
  const mail::Address& from = facts.sender();
  const std::string name = text::fold(from.display_name.substr(0, 200));
  const auto& roles = facts.knowledge.words.of(knowledge::WordList::role);
  if (std::any_of(roles.begin(), roles.end(),
                  [&name](const std::string& role) { return text::find_word(name, role) != std::string::npos; }))
    return true;
  const auto named = facts.knowledge.brands.named_in(from.display_name);
  return std::find(named.begin(), named.end(), &brand) != named.end();
}

const FindingType& type_for(const Facts& facts, const knowledge::Brand& brand, bool number, bool free_mail) {
  if (!number) return identity_bill_from_free_mail;
  const bool office = free_mail && facts.told.has(knowledge::LureGroup::call) && poses_as_office(facts, brand);
  return office && !facts::holds_anothers_words(facts) ? identity_office_to_call : wording_call_for_brand;
}

Findings find(const Facts& facts) {
  const mail::Mail& mail = facts.mail;
  if (mail.from.empty() || facts::came_through_list(facts) || !facts.told.has(knowledge::LureGroup::bill)) return {};
  // At the beginning, or where the bill is told: any text may stand before it.
  constexpr std::size_t searched_text = 4096, by_the_bill = 2048;
  const std::string text = mail.subject.substr(0, 1000) + "\n" + facts.page.text.substr(0, searched_text) + "\n" +
                           facts.told.around(*facts.told.first_of(knowledge::LureGroup::bill), by_the_bill);
  const std::string number = text::telephone_number_in(text);
  const auto& brands = facts.knowledge.brands;
  const std::string& domain = mail.from.front().domain;
  const bool free_mail = facts.knowledge.mail_services.is_free_mail(domain);
  if ((number.empty() && (!free_mail || facts::holds_anothers_words(facts))) ||
      (!free_mail && brands.owner_of(domain) != nullptr))
    return {};
  const auto named = brands.named_in(text);
  if (named.empty()) return {};
  for (const links::Link& link : facts.links.all)
    if (link.is_web() && (leads_to_sender(facts, link) || brands.owner_of(link.host()) != nullptr)) return {};
  const std::string quote = number.empty() ? mail.subject.substr(0, 100) : number;
  const FindingType& type = type_for(facts, *named.front(), !number.empty(), free_mail);
  return {{type,
           declared_of(type, {{"brand", named.front()->id},
                              {"phrase", quote},
                              {"domain", domain},
                              {"name", mail.from.front().display_name}}),
           {{mail.span_of_words(), quote}}}};
}

}  // namespace

extern const Check check_call_for_brand = {
    {&identity_bill_from_free_mail, &identity_office_to_call, &wording_call_for_brand}, find};

}  // namespace fuwake::evidence
