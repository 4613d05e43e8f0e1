// Lists of words that checks look for, in all languages together. Data: native-host/data/words/*.txt.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "knowledge/stanzas.h"

namespace fuwake::knowledge {

/// The lists that checks ask for; the files say of each what it is.
enum class WordList : std::uint8_t {
  title,
  role,
  password,
  office,
  shop,
  shop_ending,
  small_l,
  capital_i,
  own_office,
  to_staff,
};
inline constexpr std::size_t word_list_count = 10;

class Words {
 public:
  Words() = default;

  /// "[title.en]", "list: title" and one "word" or more. A word that several languages share counts once. Throws
  /// DataError for a list that no check asks for, a stanza without words and a word that stands twice in one.
  explicit Words(const std::vector<Stanza>& stanzas);

  /// Throws DataError as well for a list that has no words at all: its check would never fire.
  static Words read(const std::filesystem::path& folder);

  /// Folded (text::fold), in the order of the files.
  const std::vector<std::string>& of(WordList list) const { return lists_[static_cast<std::size_t>(list)]; }

 private:
  std::array<std::vector<std::string>, word_list_count> lists_;
};

}  // namespace fuwake::knowledge
