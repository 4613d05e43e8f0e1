// Archives and disc images: the names in them. Nothing is unpacked to anywhere.
#include <archive.h>
#include <archive_entry.h>

#include <memory>

#include "inspector/inspect.h"

namespace fuwake::inspector {

void read_archive(std::string_view bytes, Content& content) {
  const std::unique_ptr<archive, decltype(&archive_read_free)> reader(archive_read_new(), &archive_read_free);
  archive_read_support_filter_all(reader.get());
  archive_read_support_format_all(reader.get());
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return;
  archive_entry* entry = nullptr;
  while (true) {
    const int status = archive_read_next_header(reader.get(), &entry);
    if (status == ARCHIVE_EOF) break;
    if (status < ARCHIVE_WARN) {
      // An archive whose very names are encrypted ends here.
      content.encrypted |= archive_read_has_encrypted_entries(reader.get()) > 0;
      break;
    }
    content.encrypted |= archive_entry_is_encrypted(entry) > 0;
    if (content.names.size() >= most_names) {
      content.cut = true;
      break;
    }
    const char* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = archive_entry_pathname(entry);
    if (name != nullptr) content.names.emplace_back(std::string(name).substr(0, 500));
  }
  content.encrypted |= archive_read_has_encrypted_entries(reader.get()) > 0;
}

}  // namespace fuwake::inspector
