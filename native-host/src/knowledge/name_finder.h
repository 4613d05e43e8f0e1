// Names in a text, found as words, by a table of how they begin: a mail's name is looked for among thousands.
#pragma once

#include <cstddef>
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
  std::vector<Name> names_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_start_;
};

}  // namespace fuwake::knowledge
