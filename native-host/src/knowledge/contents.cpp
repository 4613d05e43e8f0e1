#include "knowledge/contents.h"

#include <sstream>
#include <string>

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

}  // namespace

// Each line is "length name", the last "end count".
void check_contents(const std::filesystem::path& data) {
  const std::filesystem::path list = data / contents_file;
  std::istringstream lines(read_file(list));
  std::size_t files = 0;
  std::string first, second;
  while (lines >> first >> second && first != "end") {
    if (first.find_first_not_of("0123456789") != std::string::npos || first.size() > 15) break;
    check_file(data / second, std::stoull(first));
    ++files;
  }
  if (first != "end" || second != std::to_string(files))
    throw DataError(list.string() + ": is cut; please install Fuwake again");
}

}  // namespace fuwake::knowledge
