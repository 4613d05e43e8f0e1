#include "facts/told_lures.h"

#include <algorithm>

#include "text/folding.h"

namespace fuwake::facts {

const knowledge::LureFound* ToldLures::first_of(knowledge::LureGroup group) const {
  for (const knowledge::LureFound& lure : lures)
    if (lure.is_in(group)) return &lure;
  return nullptr;
}

std::string ToldLures::quote(const knowledge::LureFound& lure) const {
  const auto whole =
      std::find_if(lure.phrases.begin(), lure.phrases.end(), [](const auto& found) { return !found.phrase->hint; });
  const knowledge::PhraseFound& phrase = whole == lure.phrases.end() ? lure.phrases.front() : *whole;
  return text.substr(phrase.offset, phrase.length);
}

namespace {

// Adds what was found in one field to what was found before it. A phrase counts once, however often it stands there.
void add_lure(knowledge::LureFound found, std::size_t begin, std::vector<knowledge::LureFound>& all) {
  auto lure = std::find_if(all.begin(), all.end(), [&](const auto& other) { return other.lure == found.lure; });
  if (lure == all.end()) lure = all.insert(all.end(), {found.lure, {}});
  for (knowledge::PhraseFound& phrase : found.phrases) {
    const auto same = [&](const auto& other) { return other.phrase == phrase.phrase; };
    if (std::any_of(lure->phrases.begin(), lure->phrases.end(), same)) continue;
    phrase.offset += begin;
    lure->phrases.push_back(phrase);
  }
}

}  // namespace

ToldLures told_lures(const mail::Mail& mail, const page::Page& page, const knowledge::Knowledge& knowledge) {
  const std::string_view name = mail.from.empty() ? std::string_view() : mail.from.front().display_name;
  ToldLures out;
  std::vector<knowledge::LureFound> found;
  for (const std::string_view field : {std::string_view(mail.subject).substr(0, 1000), name.substr(0, 200),
                                       std::string_view(page.text).substr(0, searched_for_lures)}) {
    const std::string folded = text::fold(field);
    for (knowledge::LureFound& lure : knowledge.wording.find(folded)) add_lure(std::move(lure), out.text.size(), found);
    out.text += folded + "\n";
  }
  out.subject = out.text.find('\n');
  out.hints_at_organisation = std::any_of(found.begin(), found.end(), [](const knowledge::LureFound& lure) {
    return lure.is_in(knowledge::LureGroup::organisation) || lure.is_in(knowledge::LureGroup::demand);
  });
  std::erase_if(found, [](const knowledge::LureFound& lure) { return !lure.is_told(); });
  const auto warns = [](const knowledge::LureFound& lure) { return lure.is_in(knowledge::LureGroup::warning); };
  if (const auto warning = std::find_if(found.begin(), found.end(), warns); warning != found.end()) {
    out.warning = std::move(*warning);
    found.erase(warning);
  }
  out.lures = std::move(found);
  return out;
}

}  // namespace fuwake::facts
