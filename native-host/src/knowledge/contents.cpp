#include "knowledge/contents.h"

#include <cstdint>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "knowledge/stanzas.h"

namespace fuwake::knowledge {
namespace {

void check_file(const std::filesystem::path& file, std::uintmax_t length) {
  std::error_code error;
  const bool there = std::filesystem::is_regular_file(file, error);
  const std::uintmax_t found = there ? std::filesystem::file_size(file, error) : 0;
  if (!there || error) throw DataError(file.string() + ": is missing; please install Fuwake again");
  if (found < length)
    throw DataError(file.string() + ": is cut, " + std::to_string(found) + " of " + std::to_string(length) +
                    " bytes; please install Fuwake again (or, where you have shortened it yourself, mend its line in " +
                    contents_file + ")");
}

// Each line is "length name", the last "end count".
std::vector<std::pair<std::string, std::uintmax_t>> read_list(const std::filesystem::path& list) {
  std::istringstream lines(read_file(list));
  std::vector<std::pair<std::string, std::uintmax_t>> files;
  std::string first, second;
  while (lines >> first >> second && first != "end") {
    constexpr std::size_t most_digits = 15;
    if (first.find_first_not_of("0123456789") != std::string::npos || first.size() > most_digits) break;
    files.emplace_back(second, std::stoull(first));
  }
  // In its middle a cut list names files that there never were.
  if (first != "end" || second != std::to_string(files.size()))
    throw DataError(list.string() + ": is cut; please install Fuwake again");
  return files;
}

}  // namespace

void check_contents(const std::filesystem::path& data) {
  for (const auto& [name, length] : read_list(data / contents_file)) check_file(data / name, length);
}

}  // namespace fuwake::knowledge
