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

/// Thunderbirds that are there and locked up themselves, and by what.
struct LockedUpThunderbird {
  enum class By { flatpak, snap } by;
  std::filesystem::path place;
};
std::vector<LockedUpThunderbird> locked_up_thunderbirds();

/// The user's profiles, as profiles.ini names them, that are there; of Thunderbird in Flatpak and Snap as well.
std::vector<std::filesystem::path> thunderbird_profiles();

/// Where packages put this add-on for all users; those files that are there.
std::vector<std::filesystem::path> addon_files_for_all_users(const std::string& addon_id);

}  // namespace fuwake::platform
