// For the files of this folder alone.
#pragma once

#include <filesystem>

namespace fuwake::platform {

/// An absolute path that the environment gives, or nothing: a relative one would mean another folder wherever the
/// program is started (and the XDG Base Directory Specification says to ignore it).
std::filesystem::path path_from_environment(const char* name);

}  // namespace fuwake::platform
