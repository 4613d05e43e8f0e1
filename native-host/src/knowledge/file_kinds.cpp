#include "knowledge/file_kinds.h"

#include <array>
#include <sstream>
#include <utility>

#include "text/ascii.h"

namespace fuwake::knowledge {
namespace {

constexpr std::array<std::pair<std::string_view, FileKind>, 7> kinds = {{
    {"program", FileKind::program},
    {"shortcut", FileKind::shortcut},
    {"disc-image", FileKind::disc_image},
    {"archive", FileKind::archive},
    {"macro-document", FileKind::macro_document},
    {"document", FileKind::document},
    {"notebook", FileKind::notebook},
}};

}  // namespace

FileKinds::FileKinds(const std::vector<Stanza>& stanzas) {
  for (const Stanza& stanza : stanzas) {
    std::optional<FileKind> kind;
    for (const auto& [name, known] : kinds)
      if (stanza.id == name) kind = known;
    if (!kind) throw DataError(stanza.where + ": unknown kind \"" + stanza.id + "\"");
    for (const std::string& line : stanza.all("extension")) {
      std::istringstream words(line);
      std::string extension;
      while (words >> extension)
        if (!kinds_.emplace(extension, *kind).second)
          throw DataError(stanza.where + ": " + extension + " is there already");
    }
  }
}

FileKinds FileKinds::read(const std::filesystem::path& folder) {
  return FileKinds(read_stanzas(folder, {"extension"}));
}

std::optional<FileKind> FileKinds::of_extension(std::string_view extension) const {
  const auto found = kinds_.find(std::string(extension));
  return found == kinds_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<FileKind> FileKinds::of_name(std::string_view name) const {
  const auto extensions = extensions_of(name);
  return extensions.empty() ? std::nullopt : of_extension(extensions.back());
}

std::vector<std::string> extensions_of(std::string_view name) {
  if (const auto slash = name.find_last_of("/\\"); slash != std::string_view::npos) name.remove_prefix(slash + 1);
  while (!name.empty() && (name.back() == ' ' || name.back() == '.')) name.remove_suffix(1);
  std::vector<std::string> extensions;
  auto dot = name.find('.');
  while (dot != std::string_view::npos) {
    const auto next = name.find('.', dot + 1);
    std::string extension(name.substr(dot + 1, next == std::string_view::npos ? next : next - dot - 1));
    while (!extension.empty() && extension.back() == ' ') extension.pop_back();
    if (!extension.empty() && extension.size() <= 20) extensions.push_back(text::to_lower(extension));
    dot = next;
  }
  return extensions;
}

}  // namespace fuwake::knowledge
