#include "knowledge/words.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

#include "text/folding.h"

namespace fuwake::knowledge {
namespace {

// In the order of WordList.
constexpr std::array<std::string_view, word_list_count> names = {
    "title", "role", "password", "office", "shop", "shop-ending", "small-l", "capital-i", "own-office", "to-staff"};

std::size_t list_of(const Stanza& stanza) {
  const auto found = std::find(names.begin(), names.end(), stanza.first("list"));
  if (found == names.end()) throw DataError(stanza.where + ": no list of words: " + stanza.first("list"));
  return static_cast<std::size_t>(std::distance(names.begin(), found));
}

}  // namespace

Words::Words(const std::vector<Stanza>& stanzas) {
  for (const Stanza& stanza : stanzas) {
    std::vector<std::string>& list = lists_[list_of(stanza)];
    std::set<std::string> here;
    for (const std::string& written : stanza.all("word")) {
      const std::string word = text::fold(written);
      if (!here.insert(word).second) throw DataError(stanza.where + ": \"" + written + "\" stands twice");
      if (std::find(list.begin(), list.end(), word) == list.end()) list.push_back(word);
    }
    if (here.empty()) throw DataError(stanza.where + ": no words");
  }
}

Words Words::read(const std::filesystem::path& folder) {
  Words words(read_stanzas(folder, {"list", "word"}));
  for (std::size_t i = 0; i < names.size(); ++i)
    if (words.lists_[i].empty()) throw DataError(folder.string() + ": no words of the list " + std::string(names[i]));
  return words;
}

}  // namespace fuwake::knowledge
