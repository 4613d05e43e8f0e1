// Whether all data are there: a file of entries that was cut reads like one that never had the rest.
#pragma once

#include <filesystem>

namespace fuwake::knowledge {

/// The list of the data files with their lengths, made by the build and installed beside them.
inline constexpr const char* contents_file = "contents.txt";

/// Throws DataError, naming the file, where one of the list is missing or shorter than it was, or the list itself is.
/// A file that has become longer is somebody's own addition.
void check_contents(const std::filesystem::path& data);

}  // namespace fuwake::knowledge
