// The directory of a zip file (APPNOTE.TXT, sections 4.3.12 to 4.3.16). It stands at the end, and Windows and 7-Zip
// go by it: ten bytes before the first file, or a whole picture, change nothing for them. Nothing is unpacked.
#include <cstdint>

#include "inspector/inspect.h"

namespace fuwake::inspector {
namespace {

constexpr std::string_view end_mark("PK\5\6", 4), file_mark("PK\1\2", 4), end_mark_64("PK\6\6", 4);
constexpr std::size_t end_length = 22, file_length = 46, locator_length = 20;

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t length) {
  std::uint64_t value = 0;
  for (std::size_t i = length; i-- > 0;)
    value = value << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
  return value;
}

struct Directory {
  std::size_t begin = 0, end = 0;
};

// As it is told from the archive's own beginning, or from the file's where the two differ.
std::size_t begin_of_directory(std::string_view bytes, std::size_t end, std::uint64_t length, std::uint64_t told) {
  if (length <= end && bytes.substr(end - length).starts_with(file_mark)) return static_cast<std::size_t>(end - length);
  if (told < end && bytes.substr(static_cast<std::size_t>(told)).starts_with(file_mark))
    return static_cast<std::size_t>(told);
  return std::string_view::npos;
}

Directory directory_at(std::string_view bytes, std::size_t at) {
  std::uint64_t length = number_at(bytes, at + 12, 4), told = number_at(bytes, at + 16, 4);
  std::size_t end = at;
  // Zip64: the numbers that do not fit stand in a record before this one (4.3.14).
  const bool large = length == 0xffffffff || told == 0xffffffff || number_at(bytes, at + 10, 2) == 0xffff;
  if (large && at >= locator_length) {
    constexpr std::size_t searched = 4096;
    const std::size_t first = at - std::min(at, searched);
    const auto found = bytes.substr(first, at - first).rfind(end_mark_64);
    if (found != std::string_view::npos) {
      const std::size_t record = first + found;
      length = number_at(bytes, record + 40, 8);
      told = number_at(bytes, record + 48, 8);
      end = record;
    }
  }
  return {begin_of_directory(bytes, end, length, told), end};
}

}  // namespace

bool read_zip(std::string_view bytes, Content& content) {
  constexpr std::size_t longest_comment = 0xffff;
  if (bytes.size() < end_length) return false;
  const std::size_t first = bytes.size() - std::min(bytes.size(), longest_comment + end_length);
  const auto last_mark = [&](std::size_t from) {
    const auto found = bytes.substr(first).rfind(end_mark, from - first);
    return found == std::string_view::npos ? found : first + found;
  };
  std::size_t at = last_mark(bytes.size() - end_length);
  Directory directory{std::string_view::npos, 0};
  // The mark may stand in the comment as well.
  for (int tries = 0; tries < 20 && at != std::string_view::npos; ++tries) {
    directory = directory_at(bytes, at);
    if (directory.begin != std::string_view::npos || at == first) break;
    at = last_mark(at - 1);
  }
  if (directory.begin == std::string_view::npos) return false;
  constexpr std::uint64_t encrypted = 1;
  for (std::size_t entry = directory.begin;
       entry + file_length <= directory.end && bytes.substr(entry).starts_with(file_mark);) {
    content.encrypted |= (number_at(bytes, entry + 8, 2) & encrypted) != 0;
    const auto name = static_cast<std::size_t>(number_at(bytes, entry + 28, 2));
    add_name(content, bytes.substr(entry + file_length, name));
    entry += file_length + name + static_cast<std::size_t>(number_at(bytes, entry + 30, 2) + number_at(bytes, entry + 32, 2));
  }
  return true;
}

}  // namespace fuwake::inspector
