#include "knowledge/wording.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "text/folding.h"

namespace fuwake::knowledge {
namespace {

constexpr std::size_t gap_of_phrase = 80;
// A sentence, in Japanese of fifty letters.
constexpr std::size_t gap_of_near = 160;
constexpr std::string_view gap_mark = "…";
constexpr std::size_t shortest_phrase = 3;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_latin_word(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || c == '-' || c == '\''; });
}

// By so many first bytes phrases are looked up: there are hundreds that begin with "con" or "account", and few with
// any six.
constexpr std::size_t long_start = 6, short_start = 3;

template <std::size_t length>
std::uint32_t start_of(const char* text) {
  std::uint64_t start = 0;
  for (std::size_t i = 0; i < length; ++i) start = start << 8 | static_cast<unsigned char>(text[i]);
  return static_cast<std::uint32_t>((start * 0x9e3779b97f4a7c15U) >> 32);
}

std::size_t bit_of(std::uint32_t start) {
  return start >> 16;
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

// Where the phrase ends if it begins at `begin`; npos where it does not, or a later part is too far away.
std::size_t end_of_match(const Phrase& phrase, std::string_view text, std::size_t begin) {
  if (!text.substr(begin).starts_with(phrase.parts.front())) return std::string_view::npos;
  std::size_t end = begin + phrase.parts.front().size();
  for (std::size_t i = 1; i < phrase.parts.size(); ++i) {
    const std::string& part = phrase.parts[i];
    const auto at = text.substr(end, phrase.gap + part.size()).find(part);
    if (at == std::string_view::npos) return std::string_view::npos;
    end += at + part.size();
  }
  constexpr std::size_t short_word = 4;
  const bool goes_on =
      phrase.single_word && phrase.parts.front().size() <= short_word && end < text.size() && is_letter(text[end]);
  return goes_on ? std::string_view::npos : end;
}

// False where the lure has a phrase already that reaches into this place and says as much.
bool add_to_lure(PhraseFound found, std::vector<LureFound>& lures) {
  auto lure = std::find_if(lures.begin(), lures.end(),
                           [&](const LureFound& other) { return other.lure == found.phrase->lure; });
  if (lure == lures.end()) lure = lures.insert(lures.end(), LureFound{found.phrase->lure, {}});
  const PhraseFound* last = lure->phrases.empty() ? nullptr : &lure->phrases.back();
  if (last == nullptr || last->offset + last->length <= found.offset) {
    lure->phrases.push_back(found);
    return true;
  }
  if (!last->phrase->hint || found.phrase->hint) return false;
  lure->phrases.back() = found;
  return true;
}

}  // namespace

namespace {

// Of one line of the data: each of its alternatives, and what is "near" in every order.
std::vector<std::vector<std::string>> ways_to_say(const std::string& key, const std::string& text,
                                                  const std::string& where) {
  std::vector<std::vector<std::string>> ways;
  for (const std::string& alternative : alternatives(text, where)) {
    std::vector<std::string> parts = split_at_gaps(alternative);
    if (key != "near") {
      ways.push_back(std::move(parts));
      continue;
    }
    if (parts.size() < 2 || parts.size() > 3) throw DataError(where + ": \"near\" has two parts or three: " + text);
    std::sort(parts.begin(), parts.end());
    do ways.push_back(parts);
    while (std::next_permutation(parts.begin(), parts.end()));
  }
  return ways;
}

}  // namespace

void Wording::add(Phrase phrase, const std::string& where) {
  if (phrase.parts.empty() || phrase.parts.front().size() < shortest_phrase)
    throw DataError(where + ": a phrase that is too short: " + (phrase.parts.empty() ? "" : phrase.parts.front()));
  phrase.single_word = phrase.parts.size() == 1 && is_latin_word(phrase.parts.front());
  const std::string_view first = phrase.parts.front();
  const std::uint32_t start =
      first.size() < long_start ? start_of<short_start>(first.data()) : start_of<long_start>(first.data());
  by_start_[start].push_back(phrases_.size());
  starts_.set(bit_of(start));
  phrases_.push_back(std::move(phrase));
}

Wording::Wording(const std::vector<Stanza>& stanzas, const LureGroups& groups) {
  std::set<std::pair<std::string, std::vector<std::string>>> known;
  for (const Stanza& stanza : stanzas) {
    const std::string lure = stanza.first("lure");
    if (lure.empty()) throw DataError(stanza.where + ": no lure");
    if (stanza.first("reason").empty()) throw DataError(stanza.where + ": no reason");
    for (const auto& [key, text] : stanza.fields) {
      if (key != "phrase" && key != "hint" && key != "near") continue;
      const std::size_t gap = key == "near" ? gap_of_near : gap_of_phrase;
      for (const auto& parts : ways_to_say(key, text, stanza.where))
        if (known.emplace(lure, parts).second)
          add({lure, parts, gap, false, key == "hint", groups.of(lure)}, stanza.where);
    }
  }
  std::set<std::string_view> there;
  for (const Phrase& phrase : phrases_) there.insert(phrase.lure);
  for (const auto& [lure, entry] : groups.all())
    if (!there.contains(lure)) throw DataError(entry.where + ": there are no phrases of the lure " + lure);
}

Wording Wording::read(const std::filesystem::path& folder, const std::filesystem::path& groups) {
  return Wording(read_stanzas(folder, {"lure", "phrase", "near", "hint", "reason", "absent"}),
                 LureGroups::read(groups));
}

bool LureFound::is_told() const {
  constexpr std::ptrdiff_t enough_hints = 3;
  const auto is_hint = [](const PhraseFound& found) { return found.phrase->hint; };
  const auto hints = std::count_if(phrases.begin(), phrases.end(), is_hint);
  return hints < std::ssize(phrases) || hints >= enough_hints;
}

bool LureFound::is_in(LureGroup group) const {
  return !phrases.empty() && phrases.front().phrase->groups.test(static_cast<std::size_t>(group));
}

std::vector<std::string> Wording::lures() const {
  std::set<std::string> lures;
  for (const Phrase& phrase : phrases_)
    if (!phrase.groups.test(static_cast<std::size_t>(LureGroup::warning))) lures.insert(phrase.lure);
  return {lures.begin(), lures.end()};
}

std::vector<LureFound> Wording::find(std::string_view folded) const {
  std::vector<LureFound> lures;
  std::vector<bool> known(phrases_.size());
  const auto take = [&](std::size_t at, std::uint32_t start) {
    if (!starts_.test(bit_of(start))) return;
    const auto candidates = by_start_.find(start);
    if (candidates == by_start_.end()) return;
    for (const std::size_t index : candidates->second) {
      const Phrase& phrase = phrases_[index];
      if (known[index]) continue;
      const auto end = end_of_match(phrase, folded, at);
      if (end == std::string_view::npos) continue;
      known[index] = add_to_lure({&phrase, at, end - at}, lures);
    }
  };
  bool behind_letter = false;
  for (std::size_t at = 0; at + shortest_phrase <= folded.size(); ++at) {
    // Most of a Latin text lies within words, where no phrase begins.
    const bool letter = is_letter(folded[at]);
    if (const bool within_word = std::exchange(behind_letter, letter) && letter; within_word) continue;
    if (at + long_start <= folded.size()) take(at, start_of<long_start>(folded.data() + at));
    take(at, start_of<short_start>(folded.data() + at));
  }
  return lures;
}

}  // namespace fuwake::knowledge
