#include "knowledge/name_finder.h"

#include "text/ascii.h"

namespace fuwake::knowledge {
namespace {

// Long enough that few names share it, short enough for every name.
constexpr std::size_t start_length = 2;

// U+00C0 to U+024F, two bytes in UTF-8: "itaú" is not found in "Itaúna", nor "lidl" in "élidl".
bool is_accented_lead(char c) {
  return static_cast<unsigned char>(c) >= 0xc3 && static_cast<unsigned char>(c) <= 0xc9;
}

bool letter_at(std::string_view text, std::size_t at) {
  return at < text.size() && (text::is_alphanumeric(text[at]) || is_accented_lead(text[at]));
}

bool letter_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  return text::is_alphanumeric(text[at - 1]) || (at >= 2 && is_accented_lead(text[at - 2]));
}

}  // namespace

void NameFinder::add(const std::string& name, std::size_t owner, bool exactly) {
  by_start_[name.substr(0, start_length)].push_back(names_.size());
  names_.push_back({name, owner, exactly});
}

std::vector<NameFinder::Match> NameFinder::find(std::string_view text) const {
  std::vector<Match> found;
  for (std::size_t at = 0; at + start_length <= text.size(); ++at) {
    const auto candidates = by_start_.find(std::string(text.substr(at, start_length)));
    if (candidates == by_start_.end()) continue;
    for (const std::size_t candidate : candidates->second) {
      const Name& name = names_[candidate];
      const std::size_t end = at + name.letters.size();
      if (text.compare(at, name.letters.size(), name.letters) != 0) continue;
      // "ann@mozilla" mentions where somebody is; whole addresses in names have a check of their own.
      const bool glued_before =
          letter_at(name.letters, 0) && at > 0 && (letter_before(text, at) || text[at - 1] == '@');
      const bool glued_after = letter_before(name.letters, name.letters.size()) && letter_at(text, end);
      if (!glued_before && !glued_after) found.push_back({name.owner, at, end, name.exactly});
    }
  }
  return found;
}

}  // namespace fuwake::knowledge
