// Archives and disc images: the names in them. Nothing is unpacked to anywhere.
#include <archive.h>
#include <archive_entry.h>

#include <memory>

#include "inspector/inspect.h"

namespace fuwake::inspector {
namespace {

std::string extension_of(std::string_view name) {
  constexpr std::size_t longest = 20;
  while (!name.empty() && (name.back() == '.' || name.back() == ' ')) name.remove_suffix(1);  // as Windows does
  const auto dot = name.find_last_of("./\\");
  if (dot == std::string_view::npos || name[dot] != '.') return {};
  std::string extension(name.substr(dot + 1, longest));
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return extension;
}

// The next file is behind this one's content. Unpacked here it can be given up; skipped by the library it cannot.
bool skip_content(archive* reader, const Budget& budget) {
  const void* data = nullptr;
  std::size_t length = 0;
  la_int64_t offset = 0;
  while (archive_read_data_block(reader, &data, &length, &offset) == ARCHIVE_OK)
    if (budget.is_spent()) return false;
  return true;
}

}  // namespace

std::string_view archive_behind_junk(std::string_view bytes) {
  constexpr std::size_t searched = 1024 * 1024;
  for (const std::string_view mark : {std::string_view("7z\xBC\xAF\x27\x1C"), std::string_view("Rar!\x1A\x07")})
    if (const auto at = bytes.substr(0, searched).find(mark); at != std::string_view::npos) return bytes.substr(at);
  return {};
}

void add_name(Content& content, std::string_view name) {
  constexpr std::size_t longest_name = 500;
  name = name.substr(name.size() - std::min(name.size(), longest_name));  // the end tells what it is
  content.macros |= name.ends_with("vbaProject.bin");
  const std::string extension = extension_of(name);
  const bool known = content.extensions.contains(extension);
  if (!known && content.extensions.size() >= most_extensions) {
    content.cut = true;
    return;
  }
  const std::size_t count = content.extensions[extension]++;
  if (content.names.size() < most_names || count < most_names_of_extension) content.names.emplace_back(name);
}

void read_archive(std::string_view bytes, Content& content, const Budget& budget) {
  const std::unique_ptr<archive, decltype(&archive_read_free)> reader(archive_read_new(), &archive_read_free);
  archive_read_support_filter_all(reader.get());
  archive_read_support_format_all(reader.get());
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return;
  archive_entry* entry = nullptr;
  while (true) {
    if (budget.is_spent()) {
      content.cut = true;
      break;
    }
    const int status = archive_read_next_header(reader.get(), &entry);
    if (status == ARCHIVE_EOF) break;
    if (status < ARCHIVE_WARN) {
      // An archive whose very names are encrypted ends here.
      content.encrypted |= archive_read_has_encrypted_entries(reader.get()) > 0;
      break;
    }
    content.encrypted |= archive_entry_is_encrypted(entry) > 0;
    const char* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = archive_entry_pathname(entry);
    if (name != nullptr) add_name(content, name);
    constexpr int no_filter = 1;  // the archive itself counts
    if (archive_filter_count(reader.get()) > no_filter && !skip_content(reader.get(), budget)) {
      content.cut = true;
      break;
    }
  }
  content.encrypted |= archive_read_has_encrypted_entries(reader.get()) > 0;
}

}  // namespace fuwake::inspector
