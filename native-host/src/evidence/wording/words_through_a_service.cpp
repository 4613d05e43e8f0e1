// A real service passes on what a stranger wrote: an invoice of PayPal with "call this number" in its note, a shared
// document that speaks of a prize, an event that is a group of investors. The service is confirmed, and vouches for
// nothing that the stranger says. Bills of real shops through such a service have a telephone number too, and ask
// nobody to call it.
#include "evidence/check.h"
#include "facts/claim.h"
#include "facts/strangers.h"
#include "text/telephone.h"

namespace fuwake::evidence {
namespace {

using knowledge::LureGroup;

constexpr FindingType wording_call_through_service{
    .id = "wording.call-through-service",
    .family = Family::wording,
    .kind = Kind::deception,
    .arguments = {{"domain", ArgumentType::domain}, {"phrase", ArgumentType::quotation}},
    .technique = "service-abuse",
};

constexpr FindingType wording_lure_through_service{
    .id = "wording.lure-through-service",
    .family = Family::wording,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain}, {"phrase", ArgumentType::quotation}},
    .technique = "service-abuse",
};

// A bill in a stranger's name with a number, and a word of calling it: only a hint, for banks say so of their own
// number. Real shops' bills have their number too, and ask nobody to call it.
bool wants_a_call_about_bill(const Facts& facts) {
  const auto* service = facts::service_of_strangers(facts);
  return service != nullptr && service->carries == "invoice" && facts.told.hints_at(LureGroup::call);
}

Findings find(const Facts& facts) {
  // "Ann (via Facebook)" from anywhere is no service's mail.
  const bool confirmed = facts.authentication && facts.authentication->authenticates(facts.sender().domain);
  const bool service = facts::service_of_strangers(facts) != nullptr || facts::confirmed_brand(facts) != nullptr;
  if (!confirmed || !service || !facts::carries_strangers_words(facts)) return {};
  const knowledge::LureFound* lure = facts::lure_of_stranger(facts);
  const bool call = wants_a_call_about_bill(facts) || (lure != nullptr && lure->is_in(LureGroup::call));
  constexpr std::size_t searched_text = 8192;
  const std::string words = facts.mail.subject.substr(0, 1000) + "\n" + facts.page.text.substr(0, searched_text) +
                            "\n" + (lure != nullptr ? facts.told.around(*lure, searched_text) : "");
  const std::string number = call ? text::telephone_number_in(words) : "";
  if (number.empty() && lure == nullptr) return {};
  const std::string phrase = number.empty() ? facts.told.quote(*lure) : number;
  return {{number.empty() ? wording_lure_through_service : wording_call_through_service,
           {{"domain", facts.sender().domain}, {"phrase", phrase}},
           {{facts.mail.span_of_words(), phrase}}}};
}

}  // namespace

extern const Check check_words_through_a_service = {{&wording_call_through_service, &wording_lure_through_service},
                                                    find};

}  // namespace fuwake::evidence
