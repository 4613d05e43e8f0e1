// The format of the data files that people mend by hand: paragraphs in the manner of Debian's
// control files.
//
//   # a comment
//   [kagoya]
//   name: Kagoya
//   name-ja: カゴヤ・ジャパン
//   mails-from: kagoya.com
//   mails-from: kagoya.net
//
// A line in brackets opens an entry, every other line is "key: value"; a key may come again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "knowledge/languages.h"

namespace fuwake::knowledge {

/// Thrown where a data file cannot be read; what() names file and line, for whoever mends it.
class DataError : public std::runtime_error {
  using runtime_error::runtime_error;
};

struct Stanza {
  std::string id;
  std::string where;  // "brands/hosting.txt:12", for messages
  std::vector<std::pair<std::string, std::string>> fields;

  std::vector<std::string> all(std::string_view key) const;
  /// The first value, or "" where there is none.
  std::string first(std::string_view key) const;
  /// What "name" says, which is English, and "name-ja", "name-pt-BR" and whatever language is there. Throws DataError
  /// where there is no English name.
  ByLanguage<std::string> names() const;
};

/// Throws DataError for a line that is neither an entry, a field nor a comment, and for a key that
/// is not in `keys` (a misspelt key would otherwise be data that silently does nothing). "name-*" in `keys` permits
/// "name-" with any language.
std::vector<Stanza> parse_stanzas(std::string_view text, const std::string& file_name,
                                  const std::vector<std::string_view>& keys);

/// "ca-{paris,nord}.example" → "ca-paris.example", "ca-nord.example": a closed set, written short. Of several
/// pairs of braces every combination; without any, the value alone. Throws DataError, naming `where`, for braces that
/// do not close or enclose nothing.
std::vector<std::string> alternatives(std::string_view value, const std::string& where);

/// The number of a network ("AS7684": 7684). Throws DataError, naming the stanza, for anything else.
std::uint32_t network_number(const Stanza& stanza, const std::string& value);

/// All *.txt files of a folder in the order of their names.
std::vector<Stanza> read_stanzas(const std::filesystem::path& folder, const std::vector<std::string_view>& keys);

/// The whole content of a file. Throws DataError if it cannot be read.
std::string read_file(const std::filesystem::path& file);

}  // namespace fuwake::knowledge
