// Archives and disc images: the names in them. Nothing is unpacked to anywhere.
#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <optional>

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

namespace {

using Reader = std::unique_ptr<archive, decltype(&archive_read_free)>;

Reader new_reader() {
  Reader reader(archive_read_new(), &archive_read_free);
  archive_read_support_filter_all(reader.get());
  return reader;
}

// All but lists of names as text ("mtree"): any text is one.
void support_formats(archive& reader) {
  for (const auto support :
       {archive_read_support_format_7zip, archive_read_support_format_ar, archive_read_support_format_cab,
        archive_read_support_format_cpio, archive_read_support_format_iso9660, archive_read_support_format_lha,
        archive_read_support_format_rar, archive_read_support_format_rar5, archive_read_support_format_tar,
        archive_read_support_format_xar, archive_read_support_format_zip})
    support(&reader);
  archive_read_support_format_empty(&reader);
}

bool is_one_of(std::string_view extension, std::initializer_list<std::string_view> known) {
  return std::find(known.begin(), known.end(), extension) != known.end();
}

// The rest of the entry; nullopt where it is longer than is unpacked of one, or takes too long.
std::optional<std::string> content_of_entry(archive* reader, const Budget& budget, std::size_t longest) {
  std::string out;
  const void* data = nullptr;
  std::size_t length = 0;
  la_int64_t offset = 0;
  int status = ARCHIVE_OK;
  while ((status = archive_read_data_block(reader, &data, &length, &offset)) == ARCHIVE_OK) {
    if (budget.is_spent() || offset < 0 || static_cast<std::size_t>(offset) > longest || length > longest - out.size())
      return std::nullopt;
    out.resize(std::max(out.size(), static_cast<std::size_t>(offset)));  // holes
    out.append(static_cast<const char*>(data), length);
  }
  if (status != ARCHIVE_EOF) return std::nullopt;
  return out;
}

std::string name_of(archive_entry* entry) {
  const char* name = archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = archive_entry_pathname(entry);
  return name == nullptr ? "" : name;
}

// "invoice.exe.gz" is one file: its name is in its head, or is the archive's own without the end, which whoever asked
// knows. What it is tell its first bytes, as Windows does not go by them but a sender who names it at random does.
void read_single(std::string_view bytes, Content& content, const Budget& budget) {
  const Reader reader = new_reader();
  archive_read_support_format_raw(reader.get());
  archive_read_support_format_empty(reader.get());
  archive_entry* entry = nullptr;
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK ||
      archive_read_next_header(reader.get(), &entry) < ARCHIVE_WARN || archive_filter_count(reader.get()) <= 1) {
    content.cut = true;
    return;
  }
  const std::string name = name_of(entry);
  if (name != "data") add_name(content, name);
  const void* data = nullptr;
  std::size_t length = 0;
  la_int64_t offset = 0;
  const int status = archive_read_data_block(reader.get(), &data, &length, &offset);
  if (status == ARCHIVE_EOF) return;
  if (status != ARCHIVE_OK || budget.is_spent()) {
    content.cut = true;
    return;
  }
  const std::string_view first(static_cast<const char*>(data), length);
  if (first.starts_with("MZ") && extension_of(name) != "exe") add_name(content, (name == "data" ? "" : name) + ".exe");
  content.cut |= begins_as_archive(first);  // one in another that is no folder of files
}

}  // namespace

bool is_nested_archive(std::string_view name) {
  return is_one_of(extension_of(name),
                   {"zip", "7z", "rar", "tar", "tgz", "tbz", "txz", "cab", "iso", "lzh", "lha", "arj", "ace", "img"}) ||
         name.ends_with(".tar.gz") || name.ends_with(".tar.xz") || name.ends_with(".tar.bz2") ||
         name.ends_with(".tar.zst");
}

void read_nested(std::string_view name, const std::optional<std::string>& bytes, Content& content,
                 const Budget& budget) {
  if (!bytes || content.nested) {
    content.cut = true;
    return;
  }
  if (bytes->empty()) return;
  Content inside;
  inside.nested = true;
  inside.type = type_of(*bytes);
  read_archives(*bytes, inside, budget);
  for (const std::string& each : inside.names) add_name(content, std::string(name) + "/" + each);
  content.encrypted |= inside.encrypted;
  content.macros |= inside.macros;
  content.cut |= inside.cut || (inside.names.empty() && !inside.encrypted);
}

std::optional<std::string> unpack_first(std::string_view bytes, const Budget& budget, std::size_t longest) {
  const Reader reader = new_reader();
  archive_read_support_format_zip_streamable(reader.get());
  archive_entry* entry = nullptr;
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK ||
      archive_read_next_header(reader.get(), &entry) < ARCHIVE_WARN)
    return std::nullopt;
  return content_of_entry(reader.get(), budget, longest);
}

void read_archive(std::string_view bytes, Content& content, const Budget& budget) {
  const Reader reader = new_reader();
  support_formats(*reader);
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
    read_single(bytes, content, budget);
    return;
  }
  archive_entry* entry = nullptr;
  bool any = false;
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
      if (!any && !content.encrypted)
        read_single(bytes, content, budget);
      else
        content.cut |= !content.encrypted;
      return;
    }
    any = true;
    const bool locked = archive_entry_is_encrypted(entry) > 0;
    content.encrypted |= locked;
    const std::string name = name_of(entry);
    if (!name.empty()) add_name(content, name);
    if (!locked && archive_entry_filetype(entry) != AE_IFDIR && is_nested_archive(name)) {
      read_nested(name, content_of_entry(reader.get(), budget, longest_unpacked), content, budget);
      continue;
    }
    if (!locked && is_relationships(name)) {
      const auto part = content_of_entry(reader.get(), budget, longest_relationships);
      content.cut |= !part;
      if (part) read_relationships(*part, content, budget);
      continue;
    }
    constexpr int no_filter = 1;  // the archive itself counts
    if (archive_filter_count(reader.get()) > no_filter && !skip_content(reader.get(), budget)) {
      content.cut = true;
      break;
    }
  }
  content.encrypted |= archive_read_has_encrypted_entries(reader.get()) > 0;
}

}  // namespace fuwake::inspector
