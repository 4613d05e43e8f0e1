// What is answered about a mail that nobody could look at, because the system gives no process to read it: made when
// the program was built (worker/main.cpp), for whoever could make it now is the one who is missing.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "native_messaging/messages.h"

namespace fuwake::native_messaging {

class UnreadDocuments {
 public:
  /// None.
  UnreadDocuments() = default;
  /// `json`: by language, of each the "document" (docs/analysis.schema.json) and the "html".
  explicit UnreadDocuments(std::string json) : json_(std::move(json)) {}
  /// To be called while there still are descriptors. None where there is no such file.
  static UnreadDocuments read(const std::filesystem::path& file);

  /// In the language of the locale, of a mail of so many bytes. nullopt where there is none.
  std::optional<std::string> of(std::string_view locale, Format format, std::size_t size) const;

 private:
  std::string json_;
};

}  // namespace fuwake::native_messaging
