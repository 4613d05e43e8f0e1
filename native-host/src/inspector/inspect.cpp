#include "inspector/inspect.h"

#include <gd.h>
#include <gd_errors.h>
#include <magic.h>

namespace fuwake::inspector {
namespace {

magic_t& database() {
  static magic_t instance = nullptr;
  return instance;
}

// Two hundred small pictures are in many a newsletter; each tells what it is by its first bytes.
const char* type_of_picture(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return "image/png";
  if (bytes.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
  if (bytes.starts_with("GIF8")) return "image/gif";
  if (bytes.starts_with("RIFF") && bytes.substr(8).starts_with("WEBP")) return "image/webp";
  return nullptr;
}

std::string type_of(std::string_view bytes) {
  if (const char* picture = type_of_picture(bytes)) return picture;
  if (database() == nullptr) return {};
  // What tells types apart stands at the beginning (of an ISO 9660 image behind 32 KB).
  constexpr std::size_t looked_at = 256 * 1024;
  const char* type = magic_buffer(database(), bytes.data(), std::min(bytes.size(), looked_at));
  return type == nullptr ? "" : type;
}

bool is_archive(const std::string& type) {
  for (const char* known :
       {"application/zip", "application/x-7z-compressed", "application/x-rar", "application/vnd.rar",
        "application/x-iso9660-image", "application/x-tar", "application/gzip", "application/x-bzip2",
        "application/x-xz", "application/vnd.ms-cab-compressed", "application/x-lzh-compressed",
        "application/x-lha", "application/java-archive"})
    if (type == known) return true;
  // Office documents since 2007, OpenDocument: zip files.
  return type.starts_with("application/vnd.openxmlformats") || type.starts_with("application/vnd.oasis") ||
         type.starts_with("application/epub");
}

}  // namespace

void prepare() {
  gdSetErrorMethod([](int, const char*, va_list) {});  // broken pictures are no news
  // JSON and CSV are read whole to be known, six million brackets as well; nothing is done with them here.
  database() = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_JSON | MAGIC_NO_CHECK_CSV |
                          MAGIC_NO_CHECK_TOKENS);
  if (database() != nullptr && magic_load(database(), nullptr) != 0) {
    magic_close(database());
    database() = nullptr;
  }
}

Content inspect(std::string_view bytes, const Budget& budget) {
  Content content;
  content.type = type_of(bytes);
  // Readers of PDF look for the mark in the first kilobyte, whatever stands before it.
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos)
    read_pdf(bytes, content, budget);
  else if (content.type.starts_with("image/"))
    read_picture(bytes, content, budget);
  // Whatever stands before it.
  if (read_zip(bytes, content)) {
  } else if (is_archive(content.type)) {
    read_archive(bytes, content, budget);
  } else if (const auto archive = archive_behind_junk(bytes); !archive.empty() && !content.type.starts_with("image/")) {
    read_archive(archive, content, budget);
  }
  read_office(bytes, content);
  return content;
}

}  // namespace fuwake::inspector
