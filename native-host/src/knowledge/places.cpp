#include "knowledge/places.h"

#include "knowledge/stanzas.h"

namespace fuwake::knowledge {
namespace {

std::string key_of(const std::string& language, const std::string& country, const std::string& name) {
  return language + "/" + country + "/" + name;
}

}  // namespace

Places Places::read(const std::filesystem::path& folder) {
  constexpr std::string_view separator = " = ";
  Places places;
  for (const Stanza& stanza : read_stanzas(folder, {"language", "name"})) {
    const std::string language = stanza.first("language");
    if (language.empty()) throw DataError(stanza.where + ": no language");
    for (const std::string& entry : stanza.all("name")) {
      const auto middle = entry.find(separator);
      if (middle == std::string::npos) throw DataError(stanza.where + ": no \" = \" in " + entry);
      places.names_.emplace(key_of(language, stanza.id, entry.substr(0, middle)),
                            entry.substr(middle + separator.size()));
    }
  }
  return places;
}

const std::string& Places::name(const std::string& country_code, const std::string& english,
                                const std::string& language) const {
  auto found = names_.find(key_of(language, country_code, english));
  // "Osaka (Chuo Ward)": the data name quarters, of which there are too many.
  if (const auto quarter = english.find(" ("); found == names_.end() && quarter != std::string::npos)
    found = names_.find(key_of(language, country_code, english.substr(0, quarter)));
  return found == names_.end() ? english : found->second;
}

}  // namespace fuwake::knowledge
