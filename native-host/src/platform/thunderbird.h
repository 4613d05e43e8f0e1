// Where Thunderbird is on this system, and where it looks for the programs that add-ons may start.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace fuwake::platform {

/// The file in which a native-messaging host of this name is described, for the user or for all users, whether it is
/// there or not; empty where the system has no place for it (HOME unset).
std::filesystem::path manifest_file(const std::string& host, bool for_all_users);

/// Writes it, so that Thunderbird finds it. Throws std::runtime_error with the file and the reason.
void write_manifest(const std::filesystem::path& file, const std::string& text);

/// Takes it away, so that Thunderbird finds nothing. Throws std::runtime_error with the file and the reason.
void remove_manifest(const std::filesystem::path& file);

/// Whether a Thunderbird is installed where this system's packages put it; and the place, as people call it.
struct Thunderbird {
  bool installed = false;
  std::string place;
};
Thunderbird find_thunderbird();

/// Thunderbirds that are there and may start no program, for they are locked up themselves (Flatpak, Snap).
std::vector<std::filesystem::path> locked_up_thunderbirds();

}  // namespace fuwake::platform
