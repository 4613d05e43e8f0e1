// Where this program is, and where this system keeps what is a user's.
#pragma once

#include <filesystem>

namespace fuwake::platform {

/// This program's own file, links resolved. Throws std::filesystem::filesystem_error.
std::filesystem::path program_file();

/// The folders below are absolute, or empty where the system names none (HOME unset, empty or relative): the folder in
/// which the program happens to be started is no place for anything.

/// For what a user has made and would miss: $XDG_DATA_HOME or ~/.local/share.
std::filesystem::path users_data();

/// For what a user has set: $XDG_CONFIG_HOME or ~/.config.
std::filesystem::path users_configuration();

/// For what can be made again: $XDG_CACHE_HOME or ~/.cache.
std::filesystem::path users_cache();

}  // namespace fuwake::platform
