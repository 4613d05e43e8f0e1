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

std::string type_of(std::string_view bytes) {
  if (database() == nullptr) return {};
  const char* type = magic_buffer(database(), bytes.data(), bytes.size());
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
  database() = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS);
  if (database() != nullptr && magic_load(database(), nullptr) != 0) {
    magic_close(database());
    database() = nullptr;
  }
}

Content inspect(std::string_view bytes) {
  Content content;
  content.type = type_of(bytes);
  // Readers of PDF look for the mark in the first kilobyte, whatever stands before it.
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos)
    read_pdf(bytes, content);
  else if (content.type.starts_with("image/"))
    read_picture(bytes, content);
  else if (is_archive(content.type))
    read_archive(bytes, content);
  read_office(bytes, content);
  return content;
}

}  // namespace fuwake::inspector
