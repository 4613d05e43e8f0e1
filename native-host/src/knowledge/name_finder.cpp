#include "knowledge/name_finder.h"

#include "text/words.h"

namespace fuwake::knowledge {
namespace {

// Long enough that few names share it, short enough for every name.
constexpr std::size_t start_length = 2;

std::uint16_t start_of(const char* text) {
  return static_cast<std::uint16_t>(static_cast<unsigned char>(text[0]) << 8 | static_cast<unsigned char>(text[1]));
}

}  // namespace

void NameFinder::add(const std::string& name, std::size_t owner, bool exactly) {
  if (name.size() < start_length) return;
  const std::uint16_t start = start_of(name.data());
  starts_.set(start);
  by_start_[start].push_back(names_.size());
  names_.push_back({name, owner, exactly});
}

void NameFinder::add_those_at(std::size_t at, std::string_view text, std::vector<Match>& found) const {
  for (const std::size_t candidate : by_start_.at(start_of(text.data() + at))) {
    const Name& name = names_[candidate];
    const std::size_t end = at + name.letters.size();
    // The last letter tells most of them apart.
    if (end > text.size() || text[end - 1] != name.letters.back() || !text.substr(at).starts_with(name.letters))
      continue;
    const bool glued_after = text::is_letter_before(name.letters, name.letters.size()) && text::is_letter_at(text, end);
    if (!glued_after) found.push_back({name.owner, at, end, name.exactly});
  }
}

std::vector<NameFinder::Match> NameFinder::find(std::string_view text) const {
  std::vector<Match> found;
  for (std::size_t at = 0; at + start_length <= text.size(); ++at) {
    if (!starts_.test(start_of(text.data() + at))) continue;
    // "ann@mozilla" mentions where somebody is; whole addresses in names have a check of their own.
    const bool glued_before =
        at > 0 && text::is_letter_at(text, at) && (text::is_letter_before(text, at) || text[at - 1] == '@');
    if (!glued_before) add_those_at(at, text, found);
  }
  return found;
}

}  // namespace fuwake::knowledge
