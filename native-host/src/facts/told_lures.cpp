#include "facts/told_lures.h"

#include <algorithm>
#include <array>

#include "text/folding.h"

namespace fuwake::facts {

bool ToldLures::has(std::string_view lure) const {
  return std::any_of(lures.begin(), lures.end(),
                     [lure](const knowledge::LureFound& found) { return found.lure == lure; });
}

const knowledge::LureFound* ToldLures::of_organisation() const {
  constexpr std::array<std::string_view, 16> known = {"account-suspended",
                                                      "unusual-login",
                                                      "verify-account",
                                                      "payment-problem",
                                                      "parcel",
                                                      "refund",
                                                      "prize",
                                                      "survey-reward",
                                                      "storage-full",
                                                      "renewal",
                                                      "card-points",
                                                      "password-expires",
                                                      "tax",
                                                      "held-mail",
                                                      "casino",
                                                      "fund-transfer"};
  for (const knowledge::LureFound& found : lures)
    if (std::find(known.begin(), known.end(), found.lure) != known.end()) return &found;
  return nullptr;
}

std::string ToldLures::quote(const knowledge::LureFound& lure) const {
  const auto whole =
      std::find_if(lure.phrases.begin(), lure.phrases.end(), [](const auto& found) { return !found.phrase->hint; });
  const knowledge::PhraseFound& phrase = whole == lure.phrases.end() ? lure.phrases.front() : *whole;
  return text.substr(phrase.offset, phrase.length);
}

ToldLures told_lures(const mail::Mail& mail, const page::Page& page, const knowledge::Knowledge& knowledge) {
  ToldLures out;
  out.text = text::fold(mail.subject.substr(0, 1000));
  out.subject = out.text.size();
  if (!mail.from.empty()) out.text += " \n " + text::fold(mail.from.front().display_name.substr(0, 200));
  out.text += " \n " + text::fold(std::string_view(page.text).substr(0, searched_for_lures));
  for (knowledge::LureFound& lure : knowledge.wording.find(out.text))
    if (lure.is_told()) out.lures.push_back(std::move(lure));
  return out;
}

}  // namespace fuwake::facts
