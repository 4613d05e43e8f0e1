// "Your Norton renewal has been charged, call +1 …": a payment to a brand that is none, a telephone number, and nothing
// that leads to the brand: the swindle happens on the telephone, and no filter hears it. Or a brand's bill from a free
// mailbox. Resellers bill for brands' goods too, and give their number: their bills link to themselves. People forward
// bills from their own free mailboxes.
#include <string>
#include <string_view>

#include "evidence/check.h"
#include "facts/quoted_lures.h"
#include "facts/sender.h"
#include "text/ascii.h"
#include "text/telephone.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_bill_from_free_mail{
    .id = "identity.bill-from-free-mail",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"brand", ArgumentType::brand}, {"domain", ArgumentType::domain}},
    .technique = "free-mail-impersonation",
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

// An answered or forwarded mail holds the words of those who wrote before; so does one that asks about a bill.
bool is_passed_on(const Facts& facts) {
  if (facts::passes_on_for_opinion(facts)) return true;
  const std::string subject = text::to_lower(facts.mail.subject.substr(0, 40));
  for (const std::string_view prefix : {"re:", "fw:", "fwd:", "aw:", "wg:", "tr:", "rv:", "enc:", "i:", "转发:"})
    if (subject.starts_with(prefix)) return true;
  return facts.page.text.find("orwarded message") != std::string::npos;
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
  if ((number.empty() && (!free_mail || is_passed_on(facts))) || (!free_mail && brands.owner_of(domain) != nullptr))
    return {};
  const auto named = brands.named_in(text);
  if (named.empty()) return {};
  for (const links::Link& link : facts.links.all)
    if (link.is_web() && (leads_to_sender(facts, link) || brands.owner_of(link.host()) != nullptr)) return {};
  const std::string quote = number.empty() ? mail.subject.substr(0, 100) : number;
  const FindingType& type = number.empty() ? identity_bill_from_free_mail : wording_call_for_brand;
  return {{type,
           declared_of(type, {{"brand", named.front()->id}, {"phrase", quote}, {"domain", domain}}),
           {{mail.span_of_words(), quote}}}};
}

}  // namespace

extern const Check check_call_for_brand = {{&identity_bill_from_free_mail, &wording_call_for_brand}, find};

}  // namespace fuwake::evidence
