#include "evidence/told_lures.h"

#include <algorithm>

#include "knowledge/folding.h"

namespace fuwake::evidence {

bool ToldLures::has(std::string_view lure) const {
  return std::any_of(lures.begin(), lures.end(),
                     [lure](const knowledge::LureFound& found) { return found.lure == lure; });
}

std::string ToldLures::quote(const knowledge::LureFound& lure) const {
  const auto whole = std::find_if(lure.phrases.begin(), lure.phrases.end(),
                                  [](const auto& found) { return !found.phrase->single_word; });
  const knowledge::PhraseFound& phrase = whole == lure.phrases.end() ? lure.phrases.front() : *whole;
  return text.substr(phrase.offset, phrase.length);
}

ToldLures told_lures(const mail::Mail& mail, const links::Links& links,
                     const knowledge::Knowledge& knowledge) {
  ToldLures out;
  out.text = knowledge::fold(mail.subject.substr(0, 1000));
  out.subject = out.text.size();
  out.text +=
      " \n " + knowledge::fold(std::string_view(links.text).substr(0, searched_for_lures));
  for (knowledge::LureFound& lure : knowledge.wording.find(out.text))
    if (lure.is_told()) out.lures.push_back(std::move(lure));
  return out;
}

}  // namespace fuwake::evidence
