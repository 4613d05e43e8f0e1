#include "knowledge/wording.h"

#include <algorithm>
#include <iterator>
#include <optional>
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

std::uint32_t start_of(std::string_view letters) {
  return letters.size() < long_start ? start_of<short_start>(letters.data()) : start_of<long_start>(letters.data());
}

// Of eighteen bits: with thousands of phrases one place in thirty is looked up in vain.
std::size_t bit_of(std::uint32_t start) {
  return start >> 14;
}

// What of a part stands nearest behind `end`, and where that ends; npos where none of it is near.
struct Nearest {
  std::size_t begin = std::string_view::npos, end = std::string_view::npos;
};
Nearest nearest_of(PartOfPhrase part, std::string_view text, std::size_t end, std::size_t gap) {
  Nearest nearest;
  for (const std::string_view alternative : part) {
    const auto at = text.substr(end, gap + alternative.size()).find(alternative);
    if (at == std::string_view::npos || end + at >= nearest.begin) continue;
    nearest = {end + at, end + at + alternative.size()};
    gap = at;  // of the others only what is nearer
  }
  return nearest;
}

// The phrase, if its part `first` stands at `at`, `length` long; nullopt where another part is too far away.
std::optional<PhraseFound> found_at(const Phrase& phrase, std::string_view text, std::size_t first, std::size_t at,
                                    std::size_t length) {
  PhraseFound out{&phrase, at, length, {{0, length}}};
  std::vector<bool> there(phrase.parts.size());
  there[first] = true;
  while (out.parts.size() < phrase.parts.size()) {
    Nearest next;
    std::size_t which = 0;
    for (std::size_t i = 0; i < phrase.parts.size(); ++i) {
      if (there[i]) continue;
      const Nearest here = nearest_of(phrase.parts[i], text, at + out.length, phrase.gap);
      if (here.begin < next.begin) {
        next = here;
        which = i;
      }
      if (!phrase.any_order) break;
    }
    if (next.begin == std::string_view::npos) return std::nullopt;
    there[which] = true;
    out.parts.push_back({next.begin - at, next.end - next.begin});
    out.length = next.end - at;
  }
  return out;
}

// "ceo" and not "ceoship": a phrase that is one short word ends where it does.
bool goes_on(const Phrase& phrase, std::string_view word, std::string_view text, std::size_t end) {
  constexpr std::size_t short_word = 4;
  return phrase.parts.size() == 1 && word.size() <= short_word && is_latin_word(word) && end < text.size() &&
         is_letter(text[end]);
}

// "…お振込先：従来と変更ございません", "we will never change our bank details by e-mail": the same words, and the
// contrary.
bool is_taken_back(const Phrase& phrase, std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t before = 12, behind = 30;  // "never ", "はございません"
  if (phrase.unless == nullptr) return false;
  const std::size_t from = begin - std::min(begin, before);
  // "…have changed. Prices have not changed" takes nothing back.
  const std::string_view rest = text.substr(end, behind);
  const std::string_view around = text.substr(from, end - from + std::min(rest.find_first_of(".;!?,"), rest.size()));
  return std::any_of(phrase.unless->begin(), phrase.unless->end(),
                     [&](const std::string& contrary) { return around.find(contrary) != std::string_view::npos; });
}

// False where the lure has a phrase already that reaches into this place and says as much.
bool add_to_lure(PhraseFound found, std::vector<LureFound>& lures) {
  auto lure = std::find_if(lures.begin(), lures.end(),
                           [&](const LureFound& other) { return other.lure == found.phrase->lure; });
  if (lure == lures.end()) lure = lures.insert(lures.end(), LureFound{std::string(found.phrase->lure), {}});
  const PhraseFound* last = lure->phrases.empty() ? nullptr : &lure->phrases.back();
  if (last == nullptr || last->offset + last->length <= found.offset) {
    lure->phrases.push_back(std::move(found));
    return true;
  }
  if (!last->phrase->hint || found.phrase->hint) return false;
  lure->phrases.back() = std::move(found);
  return true;
}

using WrittenParts = std::vector<std::vector<std::string>>;  // each by its alternatives

// Of one line of the data. A part is folded before its alternatives are told apart: there are ten times as many.
WrittenParts parts_of(std::string_view line, const std::string& where) {
  WrittenParts parts;
  while (true) {
    const auto gap = line.find(gap_mark);
    auto part = alternatives(text::fold(line.substr(0, gap)), where);
    std::erase_if(part, [](const std::string& alternative) { return alternative.empty(); });
    if (!part.empty()) parts.push_back(std::move(part));
    if (gap == std::string_view::npos) return parts;
    line.remove_prefix(gap + gap_mark.size());
  }
}

// By how many of its parts a text may begin to be the phrase.
std::size_t beginnings_of(bool any_order, std::size_t parts) {
  return any_order ? parts : 1;
}

void check(const WrittenParts& parts, bool any_order, const std::string& line, const std::string& where) {
  if (any_order && (parts.size() < 2 || parts.size() > 3))
    throw DataError(where + ": \"near\" has two parts or three: " + line);
  if (parts.empty()) throw DataError(where + ": a phrase that is empty");
  for (std::size_t part = 0; part < beginnings_of(any_order, parts.size()); ++part)
    for (const std::string& alternative : parts[part])
      if (alternative.size() < shortest_phrase) throw DataError(where + ": a phrase that is too short: " + alternative);
}

bool are_same(std::span<const PartOfPhrase> some, std::span<const PartOfPhrase> others) {
  return std::equal(some.begin(), some.end(), others.begin(), others.end(), [](PartOfPhrase one, PartOfPhrase other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end());
  });
}

std::vector<std::string> unless_of(const Stanza& stanza) {
  std::vector<std::string> all;
  for (const std::string& line : stanza.all("unless"))
    for (const std::string& alternative : alternatives(line, stanza.where)) all.push_back(text::fold(alternative));
  return all;
}

// Three hints make a lure, so each of their alternatives is a hint by itself.
std::vector<std::string> hints_in(const std::string& key, const std::string& text, const std::string& where) {
  return key == "hint" ? alternatives(text, where) : std::vector<std::string>{text};
}

}  // namespace

std::string_view Letters::keep(std::string_view text) {
  constexpr std::size_t size_of_block = std::size_t{1} << 16;
  if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < text.size())
    blocks_.emplace_back().reserve(std::max(size_of_block, text.size()));
  std::vector<char>& block = blocks_.back();
  block.insert(block.end(), text.begin(), text.end());
  return {block.data() + block.size() - text.size(), text.size()};
}

void Wording::add_starts_of(std::uint32_t number) {
  const Phrase& phrase = phrases_[number];
  for (std::size_t part = 0; part < beginnings_of(phrase.any_order, phrase.parts.size()); ++part)
    for (std::size_t i = 0; i < phrase.parts[part].size(); ++i) {
      const std::uint32_t hash = start_of(phrase.parts[part][i]);
      by_start_.push_back({hash, number, static_cast<std::uint16_t>(part), static_cast<std::uint16_t>(i)});
      starts_.set(bit_of(hash));
    }
}

void Wording::add_phrase(Phrase phrase, const std::string& line, const std::string& where) {
  const WrittenParts parts = parts_of(line, where);
  check(parts, phrase.any_order, line, where);
  for (const auto& part : parts) {
    for (const std::string& alternative : part) alternatives_.push_back(letters_.keep(alternative));
    parts_.emplace_back(alternatives_.data(), part.size());
  }
  phrase.parts = {parts_.data(), parts.size()};
  phrases_.push_back(phrase);
}

void Wording::add(const Stanza& stanza, LureGroupSet groups) {
  const std::string& lure = *lures_.insert(stanza.first("lure")).first;
  const std::vector<std::string>* unless = nullptr;
  if (auto taken_back = unless_of(stanza); !taken_back.empty()) unless = &unless_.emplace_back(std::move(taken_back));
  for (const auto& [key, text] : stanza.fields) {
    if (key != "phrase" && key != "hint" && key != "near") continue;
    const bool near = key == "near";
    const Phrase phrase{lure, {}, near, near ? gap_of_near : gap_of_phrase, key == "hint", groups, unless};
    for (const std::string& line : hints_in(key, text, stanza.where)) add_phrase(phrase, line, stanza.where);
  }
}

// Until here parts and phrases have but their sizes: what they point to has moved while it grew.
void Wording::join_parts() {
  const std::string_view* alternative = alternatives_.data();
  for (PartOfPhrase& part : parts_) part = {std::exchange(alternative, alternative + part.size()), part.size()};
  const PartOfPhrase* part = parts_.data();
  for (Phrase& phrase : phrases_) phrase.parts = {std::exchange(part, part + phrase.parts.size()), phrase.parts.size()};
}

// A lure's phrase that several languages share, or that stands twice. Those that are the same begin with the same.
void Wording::drop_repetitions() {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> by_beginning;
  for (const Phrase& phrase : phrases_)
    by_beginning.emplace_back(start_of(phrase.parts[0][0]), static_cast<std::uint32_t>(by_beginning.size()));
  std::sort(by_beginning.begin(), by_beginning.end());
  std::vector<bool> repeats(phrases_.size());
  for (std::size_t group = 0, i = 0; i < by_beginning.size(); ++i) {
    if (by_beginning[i].first != by_beginning[group].first) group = i;
    const Phrase& phrase = phrases_[by_beginning[i].second];
    repeats[by_beginning[i].second] = std::any_of(
        by_beginning.begin() + static_cast<std::ptrdiff_t>(group),
        by_beginning.begin() + static_cast<std::ptrdiff_t>(i), [&](const auto& before) {
          return phrases_[before.second].lure == phrase.lure && are_same(phrases_[before.second].parts, phrase.parts);
        });
  }
  std::size_t number = 0;
  std::erase_if(phrases_, [&](const Phrase&) { return repeats[number++]; });
}

Wording::Wording(const std::vector<Stanza>& stanzas, const LureGroups& groups) {
  for (const Stanza& stanza : stanzas) {
    const std::string lure = stanza.first("lure");
    if (lure.empty()) throw DataError(stanza.where + ": no lure");
    if (stanza.first("reason").empty()) throw DataError(stanza.where + ": no reason");
    add(stanza, groups.of(lure));
  }
  join_parts();
  drop_repetitions();
  phrases_.shrink_to_fit();
  for (std::uint32_t number = 0; number < phrases_.size(); ++number) add_starts_of(number);
  by_start_.shrink_to_fit();
  // Those that begin alike in the order of the data.
  std::stable_sort(by_start_.begin(), by_start_.end(), [](const auto& a, const auto& b) { return a.hash < b.hash; });
  std::set<std::string_view> there;
  for (const Phrase& phrase : phrases_) there.insert(phrase.lure);
  for (const auto& [lure, entry] : groups.all())
    if (!there.contains(lure)) throw DataError(entry.where + ": there are no phrases of the lure " + lure);
}

Wording Wording::read(const std::filesystem::path& folder, const std::filesystem::path& groups) {
  return Wording(read_stanzas(folder, {"lure", "phrase", "near", "hint", "unless", "reason", "absent"}),
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
  std::set<std::string_view> lures;
  for (const Phrase& phrase : phrases_)
    if (!phrase.groups.test(static_cast<std::size_t>(LureGroup::warning))) lures.insert(phrase.lure);
  return {lures.begin(), lures.end()};
}

std::vector<LureFound> Wording::find(std::string_view folded) const {
  std::vector<LureFound> lures;
  std::vector<bool> known(phrases_.size());
  const auto take = [&](std::size_t at, std::uint32_t start) {
    if (!starts_.test(bit_of(start))) return;
    const auto first = std::lower_bound(by_start_.begin(), by_start_.end(), start,
                                        [](const Start& begins, std::uint32_t hash) { return begins.hash < hash; });
    for (auto it = first; it != by_start_.end() && it->hash == start; ++it) {
      const Start& begins = *it;
      const Phrase& phrase = phrases_[begins.phrase];
      const std::string_view letters = phrase.parts[begins.part][begins.alternative];
      if (known[begins.phrase] || !folded.substr(at).starts_with(letters)) continue;
      auto found = found_at(phrase, folded, begins.part, at, letters.size());
      if (!found || goes_on(phrase, letters, folded, at + found->length) ||
          is_taken_back(phrase, folded, at, at + found->length))
        continue;
      known[begins.phrase] = add_to_lure(std::move(*found), lures);
    }
  };
  bool behind_letter = false;
  for (std::size_t at = 0; at + shortest_phrase <= folded.size(); ++at) {
    // Most of a Latin text lies within words, where no phrase begins.
    if ((folded[at] & 0xC0) == 0x80) continue;  // within a letter of several bytes
    const bool letter = is_letter(folded[at]);
    if (const bool within_word = std::exchange(behind_letter, letter) && letter; within_word) continue;
    if (at + long_start <= folded.size()) take(at, start_of<long_start>(folded.data() + at));
    take(at, start_of<short_start>(folded.data() + at));
  }
  return lures;
}

}  // namespace fuwake::knowledge
