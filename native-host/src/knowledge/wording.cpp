#include "knowledge/wording.h"

#include <algorithm>

#include "knowledge/folding.h"

namespace fuwake::knowledge {
namespace {

constexpr std::size_t longest_gap = 80;
constexpr std::string_view gap_mark = "…";

std::vector<std::string> split_at_gaps(std::string_view phrase) {
  std::vector<std::string> parts;
  while (true) {
    const auto gap = phrase.find(gap_mark);
    if (std::string part = fold(phrase.substr(0, gap)); !part.empty())
      parts.push_back(std::move(part));
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
  for (const Stanza& stanza : stanzas) {
    const std::string lure = stanza.first("lure");
    if (lure.empty()) throw DataError(stanza.where + ": no lure");
    for (const std::string& text : stanza.all("phrase")) {
      phrases_.push_back({lure, split_at_gaps(text)});
      if (phrases_.back().parts.empty()) throw DataError(stanza.where + ": an empty phrase");
    }
  }
}

Wording Wording::read(const std::filesystem::path& folder) {
  return Wording(read_stanzas(folder, {"lure", "phrase", "reason"}));
}

std::vector<PhraseFound> Wording::find(std::string_view folded) const {
  std::vector<PhraseFound> found;
  for (const Phrase& phrase : phrases_) {
    const bool known = std::any_of(found.begin(), found.end(), [&](const PhraseFound& other) {
      return other.phrase->lure == phrase.lure;
    });
    if (known) continue;
    for (auto at = folded.find(phrase.parts.front()); at != std::string_view::npos;
         at = folded.find(phrase.parts.front(), at + 1)) {
      const auto end = end_of_match(phrase, folded, at);
      if (end == std::string_view::npos) continue;
      found.push_back({&phrase, at, end - at});
      break;
    }
  }
  return found;
}

}  // namespace fuwake::knowledge
