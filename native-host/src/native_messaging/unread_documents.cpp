#include "native_messaging/unread_documents.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "knowledge/languages.h"
#include "knowledge/stanzas.h"

namespace fuwake::native_messaging {

using nlohmann::json;

UnreadDocuments UnreadDocuments::read(const std::filesystem::path& file) try {
  return UnreadDocuments(knowledge::read_file(file));
} catch (const knowledge::DataError&) {
  return {};
}

std::optional<std::string> UnreadDocuments::of(std::string_view locale, Format format, std::size_t size) const try {
  const json parsed = json::parse(json_);
  knowledge::ByLanguage<json> all;
  for (const auto& [language, made] : parsed.items()) all.add(language, made);
  const json& made = all.in(locale);
  if (format == Format::html) return made.at("html").get<std::string>();
  json document = made.at("document");
  document["message"]["bytes"] = size;
  return document.dump();
} catch (const json::exception&) {
  return std::nullopt;
} catch (const std::out_of_range&) {
  return std::nullopt;
}

}  // namespace fuwake::native_messaging
