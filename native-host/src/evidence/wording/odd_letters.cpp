// Words that slip past a filter: blanks that push the subject's end out of sight, capital I where l belongs ("someone
// Iogged in") or l for a capital I ("lRS").
#include <algorithm>
#include <string>
#include <string_view>

#include "evidence/check.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType wording_spread_subject{
    .id = "wording.spread-subject",
    .family = Family::wording,
    .kind = Kind::anomaly,
    .technique = "hidden-text",
};

constexpr FindingType wording_swapped_letters{
    .id = "wording.swapped-letters",
    .family = Family::wording,
    .kind = Kind::deception,
    .arguments = {{"phrase", ArgumentType::quotation}},
    .technique = "lookalike-letters",
};

bool is_in_capitals(std::string_view letters) {
  return std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// A word with "I" for "l": "Iogin", "AccountIock", "heIp". Only words that are one with an l and none as they stand;
// "Ioan" is a Romanian name.
std::string swapped_word_in(const knowledge::Words& words, std::string_view text) {
  std::string word;
  bool capital = false;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const char c = at < text.size() ? text[at] : ' ';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter) {
      capital |= c == 'I';
      word += c == 'I' ? 'l' : c;
      continue;
    }
    // "lRS", "lNVOICE": the other way round.
    const std::string_view written = text.substr(at - word.size(), word.size());
    if (written.starts_with('l') && is_in_capitals(written.substr(1)))
      for (const std::string& known : words.of(knowledge::WordList::capital_i))
        if (mail::equals_ignoring_case(written.substr(1), std::string_view(known).substr(1)))
          return std::string(written);
    if (capital)
      for (const std::string& known : words.of(knowledge::WordList::small_l))
        if (mail::equals_ignoring_case(word, known) && text.substr(at - word.size(), word.size()) != word)
          // "LOGIN" in capitals is itself: its I stands where "login" has an i.
          return std::string(text.substr(at - word.size(), word.size()));
    word.clear();
    capital = false;
  }
  return {};
}

Findings find(const Facts& facts) {
  Findings findings;
  constexpr std::size_t blanks_in_subject = 5, searched_text = 16 * 1024;
  const mail::HeaderField* subject = facts.mail.headers().find("subject");
  if (subject != nullptr && text::is_spread_out(subject->value, blanks_in_subject))
    findings.push_back(
        {wording_spread_subject, {}, {{facts.mail.span_of("subject"), facts.mail.subject.substr(0, 200)}}});
  const std::string text = facts.mail.subject + "\n" + facts.page.text.substr(0, searched_text);
  if (const std::string word = swapped_word_in(facts.knowledge.words, text); !word.empty())
    findings.push_back({wording_swapped_letters, {{"phrase", word}}, {{facts.mail.span_of("subject"), word}}});
  return findings;
}

}  // namespace

extern const Check check_odd_letters = {{&wording_spread_subject, &wording_swapped_letters}, find};

}  // namespace fuwake::evidence
