// What a file's name says will happen when it is opened. Data: native-host/data/file-kinds/*.txt.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "knowledge/stanzas.h"

namespace fuwake::knowledge {

enum class FileKind { program, shortcut, disc_image, archive, macro_document, document, notebook };

class FileKinds {
 public:
  /// Throws DataError for an entry of unknown kind.
  explicit FileKinds(const std::vector<Stanza>& stanzas);

  static FileKinds read(const std::filesystem::path& folder);

  /// By an extension (lower case, without the dot).
  std::optional<FileKind> of_extension(std::string_view extension) const;

  /// By the last extension of a file's name; blanks and dots at its end, which Windows drops, do not count.
  std::optional<FileKind> of_name(std::string_view name) const;

 private:
  std::unordered_map<std::string, FileKind> kinds_;
};

/// The extensions of a file's name, "invoice.pdf.exe" → {"pdf", "exe"}, lower case.
std::vector<std::string> extensions_of(std::string_view name);

}  // namespace fuwake::knowledge
