// The directory of a zip file (APPNOTE.TXT, sections 4.3.12 to 4.3.16). It stands at the end, and Windows and 7-Zip
// go by it: ten bytes before the first file, or a whole picture, change nothing for them. Nothing is unpacked to
// anywhere.
#include <algorithm>
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
  std::size_t mark = 0;  // where the record stands that ends it
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
  const std::size_t begin = begin_of_directory(bytes, end, length, told);
  // Something may stand between the directory and its end's record.
  if (begin == told && length < end - begin) end = begin + static_cast<std::size_t>(length);
  return {begin, end, at};
}

// The name by which Info-ZIP, 7-Zip and Windows call the file in truth (4.6.9); "" where there is none.
std::string_view unicode_name(std::string_view extra) {
  constexpr std::uint64_t unicode_path = 0x7075;
  constexpr std::size_t head = 4, version_and_sum = 5;
  while (extra.size() >= head) {
    const auto length = static_cast<std::size_t>(number_at(extra, 2, 2));
    const std::string_view field = extra.substr(head, length);
    if (number_at(extra, 0, 2) == unicode_path && field.size() > version_and_sum) return field.substr(version_and_sum);
    extra.remove_prefix(std::min(extra.size(), head + length));
  }
  return {};
}

std::string_view extension_in(std::string_view name) {
  return name.substr(std::min(name.size(), name.find_last_of("./\\")));
}

// A file has as many names as its header, the directory and their extra fields tell: each program has its own choice.
// Those of one extension are the same name in two encodings, as Japanese archives have them.
class Names {
 public:
  explicit Names(Content& content) : content_(content) {}
  void add(std::string_view name) {
    if (name.empty() || std::find(extensions_.begin(), extensions_.end(), extension_in(name)) != extensions_.end())
      return;
    extensions_.push_back(extension_in(name));
    add_name(content_, name);
  }

 private:
  Content& content_;
  std::vector<std::string_view> extensions_;
};

constexpr std::string_view local_mark("PK\3\4", 4);
constexpr std::size_t local_length = 30;

std::string_view local_name(std::string_view local) {
  return local.substr(std::min(local.size(), local_length), static_cast<std::size_t>(number_at(local, 26, 2)));
}
std::string_view local_extra(std::string_view local) {
  return local.substr(std::min(local.size(), local_length + local_name(local).size()),
                      static_cast<std::size_t>(number_at(local, 28, 2)));
}

constexpr unsigned told_behind = 8;  // the flag of a header whose sizes stand behind the content

// Where the bytes of a file begin and end.
struct Range {
  std::size_t begin = 0, end = 0;
};

/// Reads the directories of a zip file and the files that they tell of.
class Zip {
 public:
  Zip(std::string_view bytes, Content& content, const Budget& budget)
      : bytes_(bytes), content_(content), budget_(budget) {}

  void read(const Directory& directory) {
    constexpr std::string_view signature("PK\5\5", 4);
    // Offsets are told from the archive's beginning, which is behind whatever stands before.
    const std::size_t told = static_cast<std::size_t>(number_at(bytes_, directory.mark + 16, 4));
    shift_ = directory.begin > told ? directory.begin - told : 0;
    std::size_t entry = directory.begin;
    while (entry + file_length <= directory.end && bytes_.substr(entry).starts_with(file_mark) && goes_on())
      entry = read_entry(entry);
    content_.cut |= entry < directory.end && !bytes_.substr(entry).starts_with(signature);
    covered_.push_back({directory.begin, std::max(entry, directory.mark + end_length)});
  }

  /// What no directory tells of, and a program that repairs or reads from the beginning finds.
  void read_untold() {
    std::sort(covered_.begin(), covered_.end(), [](const Range& a, const Range& b) { return a.begin < b.begin; });
    std::size_t at = 0;
    const auto ranges = covered_;
    for (const Range& range : ranges) {
      read_gap(at, range.begin);
      at = std::max(at, range.end);
    }
    read_gap(at, bytes_.size());
  }

 private:
  std::size_t read_entry(std::size_t entry) {
    constexpr std::uint64_t encrypted = 1;
    const bool locked = (number_at(bytes_, entry + 8, 2) & encrypted) != 0;
    content_.encrypted |= locked;
    const auto name_length = static_cast<std::size_t>(number_at(bytes_, entry + 28, 2));
    const auto extra_length = static_cast<std::size_t>(number_at(bytes_, entry + 30, 2));
    const std::string_view name = bytes_.substr(entry + file_length, name_length);
    const std::string_view extra =
        bytes_.substr(std::min(bytes_.size(), entry + file_length + name_length), extra_length);
    Names names(content_);
    names.add(name);
    names.add(unicode_name(extra));
    const std::size_t local = shift_ + static_cast<std::size_t>(number_at(bytes_, entry + 42, 4));
    const auto length = static_cast<std::size_t>(number_at(bytes_, entry + 20, 4));
    if (local < bytes_.size() && bytes_.substr(local).starts_with(local_mark)) {
      const std::string_view file = bytes_.substr(local);
      names.add(local_name(file));
      names.add(unicode_name(local_extra(file)));
      const std::size_t data = local_length + local_name(file).size() + local_extra(file).size();
      covered_.push_back({local, local + data + shorter_length(file, length)});
      if (!locked && (is_relationships(name) || is_relationships(local_name(file))))
        add_relationships(entry, file.substr(std::min(file.size(), data), length));
      if (!locked && is_nested_archive(name)) read_nested(name, unpack(file, data, length), content_, budget_);
    }
    return entry + file_length + name_length + extra_length +
           static_cast<std::size_t>(number_at(bytes_, entry + 32, 2));
  }

  // A directory that tells of a longer file than the file itself hides others in it.
  static std::size_t shorter_length(std::string_view file, std::size_t length) {
    constexpr std::uint64_t in_extra_field = 0xffffffff;
    if (length == in_extra_field) return 0;
    if ((number_at(file, 6, 2) & told_behind) != 0) return length;
    return std::min(length, static_cast<std::size_t>(number_at(file, 18, 4)));
  }

  // Asks for the time only now and then.
  bool goes_on() {
    constexpr std::size_t between_looks = 256;
    if (++steps_ % between_looks == 0 && budget_.is_spent()) content_.cut = stopped_ = true;
    return !stopped_;
  }

  std::optional<std::string> unpack(std::string_view file, std::size_t data, std::size_t length) const {
    if (budget_.is_spent()) return std::nullopt;
    constexpr std::uint64_t stored = 0;
    if (number_at(file, 8, 2) != stored) return unpack_first(file, budget_);
    return std::string(file.substr(std::min(file.size(), data), length));
  }

  // The header that the file would have if it told what the directory does: Office goes by that.
  std::string header_as_told(std::size_t entry) const {
    constexpr std::size_t version_to_sizes = 22, version = 6, flags = 6;
    std::string header = std::string(local_mark) + std::string(bytes_.substr(entry + version, version_to_sizes));
    header[flags] = static_cast<char>(header[flags] & ~told_behind);
    return header + std::string("\1\0\0\0a", 5);
  }

  void add_relationships(std::size_t entry, std::string_view data) {
    constexpr std::uint64_t stored = 0;
    const bool read = takes_relationships(data);
    if (read && number_at(bytes_, entry + 10, 2) == stored)
      read_relationships(data, content_, budget_);
    else if (read)
      add_packed_relationships(header_as_told(entry) + std::string(data));
  }

  void add_packed_relationships(std::string_view file) {
    const auto part = unpack_first(file, budget_, longest_relationships);
    content_.cut |= !part;
    if (part) read_relationships(*part, content_, budget_);
  }

  // Told where there are more, or longer ones, than are read.
  bool takes_relationships(std::string_view data) {
    const bool taken = ++relationships_parts_ <= most_relationships_parts && data.size() <= longest_relationships &&
                       !budget_.is_spent();
    content_.cut |= !taken;
    return taken;
  }

  void read_gap(std::size_t begin, std::size_t end) {
    if (begin >= end) return;
    const std::string_view gap = bytes_.substr(0, end);
    constexpr std::size_t longest_name = 1024;
    for (auto at = gap.find(local_mark, begin); at != std::string_view::npos && goes_on();
         at = gap.find(local_mark, at + 1)) {
      const std::string_view local = bytes_.substr(at);
      const std::size_t length = static_cast<std::size_t>(number_at(local, 26, 2));
      if (local.size() < local_length || length == 0 || length > longest_name) continue;
      Names names(content_);
      names.add(local_name(local));
      names.add(unicode_name(local_extra(local)));
      // Word offers to mend a document without its directory, and finds them.
      const std::string_view file = local.substr(0, longest_relationships);
      if (is_relationships(local_name(local)) && takes_relationships(file)) add_packed_relationships(file);
    }
  }

  std::string_view bytes_;
  Content& content_;
  const Budget& budget_;
  std::size_t shift_ = 0, steps_ = 0, relationships_parts_ = 0;
  bool stopped_ = false;
  std::vector<Range> covered_;
};

}  // namespace

bool read_zip(std::string_view bytes, Content& content, const Budget& budget) {
  constexpr std::size_t longest_comment = 0xffff;
  if (bytes.size() < end_length) return false;
  const std::size_t first = bytes.size() - std::min(bytes.size(), longest_comment + end_length);
  const auto last_mark = [&](std::size_t from) {
    const auto found = bytes.substr(first).rfind(end_mark, from - first);
    return found == std::string_view::npos ? found : first + found;
  };
  std::size_t at = last_mark(bytes.size() - end_length);
  Directory directory{std::string_view::npos, 0, 0};
  // The mark may stand in the comment as well.
  for (int tries = 0; tries < 20 && at != std::string_view::npos; ++tries) {
    directory = directory_at(bytes, at);
    if (directory.begin != std::string_view::npos || at == first) break;
    at = last_mark(at - 1);
  }
  if (directory.begin == std::string_view::npos) return false;
  Zip zip(bytes, content, budget);
  zip.read(directory);
  zip.read_untold();
  return true;
}

}  // namespace fuwake::inspector
