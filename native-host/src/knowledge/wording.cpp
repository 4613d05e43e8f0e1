#include "knowledge/wording.h"

#include <algorithm>
#include <set>
#include <utility>

#include "text/folding.h"

namespace fuwake::knowledge {
namespace {

constexpr std::size_t longest_gap = 80;
constexpr std::string_view gap_mark = "…";
constexpr std::size_t start_length = 3;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_latin_word(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || c == '-' || c == '\''; });
}

// One word, of any script. Japanese has no blanks: up to four characters, or one word in katakana ("キャンペーン").
bool is_one_word(std::string_view text) {
  if (text.find(' ') != std::string_view::npos) return false;
  constexpr std::size_t four_characters = 12, katakana_length = 3;
  const bool east_asian =
      std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xe3; });
  if (!east_asian || text.size() <= four_characters) return true;
  for (std::size_t at = 0; at < text.size(); at += katakana_length) {
    const std::string_view c = text.substr(at, katakana_length);
    if (c < "ァ" || c > "ー") return false;
  }
  return true;
}

std::uint32_t start_of(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i])); };
  return byte(0) << 16 | byte(1) << 8 | byte(2);
}

std::size_t bit_of(std::uint32_t start) {
  return (start * 2654435761U) >> 16;
}

std::vector<std::string> split_at_gaps(std::string_view phrase) {
  std::vector<std::string> parts;
  while (true) {
    const auto gap = phrase.find(gap_mark);
    if (std::string part = text::fold(phrase.substr(0, gap)); !part.empty()) parts.push_back(std::move(part));
    if (gap == std::string_view::npos) return parts;
    phrase.remove_prefix(gap + gap_mark.size());
  }
}

// Where the phrase ends if it begins at `begin`; npos where a later part is too far away.
std::size_t end_of_match(const Phrase& phrase, std::string_view text, std::size_t begin) {
  std::size_t end = begin + phrase.parts.front().size();
  for (std::size_t i = 1; i < phrase.parts.size(); ++i) {
    const std::string& part = phrase.parts[i];
    const auto at = text.substr(end, longest_gap + part.size()).find(part);
    if (at == std::string_view::npos) return std::string_view::npos;
    end += at + part.size();
  }
  return end;
}

}  // namespace

Wording::Wording(const std::vector<Stanza>& stanzas) {
  std::set<std::pair<std::string, std::vector<std::string>>> known;
  for (const Stanza& stanza : stanzas) {
    const std::string lure = stanza.first("lure");
    if (lure.empty()) throw DataError(stanza.where + ": no lure");
    if (stanza.first("reason").empty()) throw DataError(stanza.where + ": no reason");
    for (const auto& [key, text] : stanza.fields) {
      if (key != "phrase" && key != "hint") continue;
      Phrase phrase{lure, split_at_gaps(text), false, key == "hint"};
      if (phrase.parts.empty() || phrase.parts.front().size() < start_length)
        throw DataError(stanza.where + ": a phrase that is too short: " + text);
      phrase.single_word = phrase.parts.size() == 1 && is_latin_word(phrase.parts.front());
      phrase.hint |= phrase.parts.size() == 1 && is_one_word(phrase.parts.front());
      if (!known.emplace(lure, phrase.parts).second) continue;
      const std::uint32_t start = start_of(phrase.parts.front(), 0);
      by_start_[start].push_back(phrases_.size());
      starts_.set(bit_of(start));
      phrases_.push_back(std::move(phrase));
    }
  }
}

Wording Wording::read(const std::filesystem::path& folder) {
  return Wording(read_stanzas(folder, {"lure", "phrase", "hint", "reason"}));
}

bool LureFound::is_told() const {
  const bool whole =
      std::any_of(phrases.begin(), phrases.end(), [](const PhraseFound& found) { return !found.phrase->hint; });
  constexpr std::size_t enough_hints = 3;
  return whole || phrases.size() >= enough_hints;
}

std::vector<std::string> Wording::lures() const {
  std::set<std::string> lures;
  for (const Phrase& phrase : phrases_) lures.insert(phrase.lure);
  return {lures.begin(), lures.end()};
}

std::vector<LureFound> Wording::find(std::string_view folded) const {
  std::vector<LureFound> lures;
  std::vector<bool> known(phrases_.size());
  for (std::size_t at = 0; at + start_length <= folded.size(); ++at) {
    const std::uint32_t start = start_of(folded, at);
    if (!starts_.test(bit_of(start))) continue;
    const auto candidates = by_start_.find(start);
    if (candidates == by_start_.end()) continue;
    const bool within_word = at > 0 && is_letter(folded[at]) && is_letter(folded[at - 1]);
    if (within_word) continue;
    for (const std::size_t index : candidates->second) {
      const Phrase& phrase = phrases_[index];
      if (known[index] || !folded.substr(at).starts_with(phrase.parts.front())) continue;
      const auto end = end_of_match(phrase, folded, at);
      if (end == std::string_view::npos) continue;
      constexpr std::size_t short_word = 4;
      const bool goes_on = phrase.single_word && phrase.parts.front().size() <= short_word && end < folded.size() &&
                           is_letter(folded[end]);
      if (goes_on) continue;
      known[index] = true;
      auto lure =
          std::find_if(lures.begin(), lures.end(), [&](const LureFound& other) { return other.lure == phrase.lure; });
      if (lure == lures.end()) lure = lures.insert(lures.end(), LureFound{phrase.lure, {}});
      lure->phrases.push_back({&phrase, at, end - at});
    }
  }
  return lures;
}

}  // namespace fuwake::knowledge
