#include "inspector/inspect.h"

#include <gd.h>
#include <gd_errors.h>
#include <magic.h>

#include <array>

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

bool is_archive(const std::string& type) {
  for (const char* known : {"application/zip",
                            "application/x-7z-compressed",
                            "application/x-rar",
                            "application/vnd.rar",
                            "application/x-iso9660-image",
                            "application/x-tar",
                            "application/gzip",
                            "application/x-bzip2",
                            "application/x-xz",
                            "application/vnd.ms-cab-compressed",
                            "application/x-lzh-compressed",
                            "application/x-lha",
                            "application/java-archive",
                            "application/zstd",
                            "application/x-zstd",
                            "application/x-lzma",
                            "application/x-lz4",
                            "application/x-lzip",
                            "application/x-lzop",
                            "application/x-compress",
                            "application/x-cpio",
                            "application/x-arj",
                            "application/x-ace",
                            "application/x-ace-compressed",
                            "application/x-xar",
                            "application/x-zoo",
                            "application/x-stuffit",
                            "application/x-stuffitx"})
    if (type == known) return true;
  // Office documents since 2007, OpenDocument: zip files.
  return type.starts_with("application/vnd.openxmlformats") || type.starts_with("application/vnd.oasis") ||
         type.starts_with("application/epub");
}

// Readers of PDF look for the mark in the first kilobyte, whatever stands before it; that of Thunderbird opens what has
// none as well, by its end.
bool is_pdf(std::string_view bytes, const std::string& type) {
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return true;
  if (type_of_picture(bytes) != nullptr || begins_as_archive(bytes) || type.starts_with("text/html")) return false;
  constexpr std::size_t searched = 4096;
  const std::string_view end = bytes.substr(bytes.size() - std::min(bytes.size(), searched));
  return end.find("startxref") != std::string_view::npos && bytes.find(" obj") != std::string_view::npos;
}

}  // namespace

std::string type_of(std::string_view bytes) {
  if (const char* picture = type_of_picture(bytes)) return picture;
  if (database() == nullptr) return {};
  // What tells types apart stands at the beginning (of an ISO 9660 image behind 32 KB).
  constexpr std::size_t looked_at = 256 * 1024;
  const char* type = magic_buffer(database(), bytes.data(), std::min(bytes.size(), looked_at));
  return type == nullptr ? "" : type;
}

bool begins_as_archive(std::string_view bytes) {
  constexpr std::array<std::string_view, 20> marks = {std::string_view("PK\3\4", 4),
                                                      "7z\xBC\xAF\x27\x1C",
                                                      "Rar!\x1A\x07",
                                                      std::string_view("MSCF\0\0\0\0", 8),
                                                      "\x1F\x8B\x08",
                                                      "BZh",
                                                      std::string_view("\xFD"
                                                                       "7zXZ\0",
                                                                       6),
                                                      "\x28\xB5\x2F\xFD",
                                                      "\x04\x22\x4D\x18",
                                                      "\x1F\x9D",
                                                      "\x1F\xA0",
                                                      "LZIP\x01",
                                                      "070701",
                                                      "070702",
                                                      "070707",
                                                      std::string_view("\x5D\0\0", 3),
                                                      "MSWIM",
                                                      "conectix",
                                                      "vhdxfile",
                                                      "xar!"};
  if (std::any_of(marks.begin(), marks.end(), [bytes](std::string_view mark) { return bytes.starts_with(mark); }))
    return true;
  const bool lha = bytes.size() > 22 && bytes.substr(2, 2) == "-l" && bytes[6] == '-';
  const bool arj = bytes.starts_with("\x60\xEA") && bytes.size() > 4 && static_cast<unsigned char>(bytes[3]) < 0x0B;
  return lha || arj || bytes.substr(0, 64).substr(std::min<std::size_t>(bytes.size(), 7)).starts_with("**ACE**") ||
         bytes.substr(std::min<std::size_t>(bytes.size(), 257)).starts_with("ustar");
}

void read_archives(std::string_view bytes, Content& content, const Budget& budget) {
  const bool zip = read_zip(bytes, content, budget);
  const bool begins_as_zip = bytes.starts_with("PK");
  if (zip && begins_as_zip) return;
  if (is_archive(content.type) || begins_as_archive(bytes))
    read_archive(bytes, content, budget);
  else if (const auto archive = archive_behind_junk(bytes); !archive.empty() && !content.type.starts_with("image/"))
    read_archive(archive, content, budget);
}

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

void add_target(Content& content, const char* where, std::string_view text, std::size_t most) {
  text = text.substr(0, longest_target + 1);
  for (const Target& known : content.targets)
    if (known.text == text.substr(0, longest_target)) return;
  if (content.targets.size() >= most) {
    content.cut = true;
    return;
  }
  content.cut |= text.size() > longest_target;
  content.targets.push_back({where, std::string(text.substr(0, longest_target))});
}

void add_fetched(Content& content, std::string_view target) {
  target.remove_prefix(std::min(target.size(), target.find_first_not_of(" \t\r\n")));
  if (target.empty() || std::find(content.fetched.begin(), content.fetched.end(), target) != content.fetched.end())
    return;
  if (content.fetched.size() >= most_fetched || target.size() > longest_target) {
    content.cut = true;
    return;
  }
  content.fetched.emplace_back(target);
}

Content inspect(std::string_view bytes, const Budget& budget) {
  Content content;
  content.type = type_of(bytes);
  if (is_pdf(bytes, content.type))
    read_pdf(bytes, content, budget);
  else if (content.type.starts_with("image/"))
    read_picture(bytes, content, budget);
  read_archives(bytes, content, budget);
  read_office(bytes, content, budget);
  read_rtf(bytes, content, budget);
  return content;
}

}  // namespace fuwake::inspector
