// Names in a text, found as words, by a table of how they begin: a mail's name is looked for among thousands.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fuwake::knowledge {

class NameFinder {
 public:
  /// A name of `owner`, a number that the caller gives; both are in the letters of the texts asked of (folded).
  /// `exactly`: it counts only as the whole text ("au"); told with each match.
  void add(const std::string& name, std::size_t owner, bool exactly = false);

  struct Match {
    std::size_t owner = 0;
    std::size_t begin = 0;  // bytes of the text
    std::size_t end = 0;
    bool exactly = false;
  };
  /// Every place where a name stands, in the order of the text. Between Latin letters or figures, or behind an "@", a
  /// name in Latin letters is not found; one in kana or ideographs counts anywhere.
  std::vector<Match> find(std::string_view text) const;

 private:
  struct Name {
    std::string letters;
    std::size_t owner;
    bool exactly;
  };
  void add_those_at(std::size_t at, std::string_view text, std::vector<Match>& found) const;

  std::vector<Name> names_;
  // By the first two bytes; with most of them no name begins, which a bit tells.
  std::unordered_map<std::uint16_t, std::vector<std::size_t>> by_start_;
  std::bitset<65536> starts_;
};

}  // namespace fuwake::knowledge
