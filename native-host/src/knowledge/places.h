// Names of places in the reader's language. IP data names places in English; ICU knows countries and no
// towns. Data: native-host/data/places/*.txt, one file a language.
#pragma once

#include <filesystem>
#include <string>
#include <unordered_map>

namespace fuwake::knowledge {

class Places {
 public:
  /// Reads entries such as "[JP]", "language: ja", "name: Tokyo = 東京都": one a country and language.
  /// Throws DataError.
  static Places read(const std::filesystem::path& folder);

  /// The name of a region or town (as IP data have it, in English) of a country (ISO 3166-1 alpha-2) in
  /// a language ("ja"); the English one where the data do not know it.
  const std::string& name(const std::string& country_code, const std::string& english,
                          const std::string& language) const;

 private:
  std::unordered_map<std::string, std::string> names_;  // by "ja/JP/Tokyo"
};

}  // namespace fuwake::knowledge
