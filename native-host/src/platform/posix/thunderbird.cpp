#include "platform/thunderbird.h"

#include <fstream>
#include <stdexcept>

#include "platform/posix/home.h"

namespace fuwake::platform {
namespace {

namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

// The profiles that the profiles.ini in `folder` names ("[Profile0]" with "Path=…", below the folder unless it is
// absolute) and that are there.
std::vector<fs::path> profiles_named_in(const fs::path& folder) {
  std::vector<fs::path> found;
  std::ifstream stream(folder / "profiles.ini");
  bool in_profile = false;
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.starts_with('[')) in_profile = line.starts_with("[Profile");
    if (!in_profile || !line.starts_with("Path=")) continue;
    std::error_code error;
    if (fs::path profile = folder / line.substr(5); fs::is_directory(profile, error))
      found.push_back(std::move(profile));
  }
  return found;
}

}  // namespace

fs::path manifest_file(const std::string& host, bool for_all_users) {
  const std::string name = host + ".json";
  if (for_all_users) return "/usr/lib/mozilla/native-messaging-hosts/" + name;
  const fs::path home = path_from_environment("HOME");
  return home.empty() ? home : home / ".mozilla" / "native-messaging-hosts" / name;
}

void write_manifest(const fs::path& file, const std::string& text) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream) throw std::runtime_error(file.string() + ": cannot be written");
}

void remove_manifest(const fs::path& file) {
  std::error_code error;
  if (!fs::remove(file, error)) throw std::runtime_error(file.string() + ": cannot be removed");
}

Thunderbird find_thunderbird() {
  return {is_file("/usr/lib/thunderbird/thunderbird") || is_file("/usr/bin/thunderbird"), "/usr/bin"};
}

std::vector<LockedUpThunderbird> locked_up_thunderbirds() {
  using enum LockedUpThunderbird::By;
  std::vector<LockedUpThunderbird> found;
  std::error_code error;
  for (LockedUpThunderbird one : {LockedUpThunderbird{flatpak, "/var/lib/flatpak/app/org.mozilla.Thunderbird"},
                                  LockedUpThunderbird{snap, "/snap/thunderbird"}})
    if (fs::exists(one.place, error)) found.push_back(std::move(one));
  return found;
}

std::vector<fs::path> thunderbird_profiles() {
  std::vector<fs::path> found;
  const fs::path home = path_from_environment("HOME");
  if (home.empty()) return found;
  for (const char* place :
       {".thunderbird", "snap/thunderbird/common/.thunderbird", ".var/app/org.mozilla.Thunderbird/.thunderbird"})
    for (fs::path& profile : profiles_named_in(home / place)) found.push_back(std::move(profile));
  return found;
}

std::vector<fs::path> addon_files_for_all_users(const std::string& addon_id) {
  std::vector<fs::path> found;
  for (const char* folder :
       {"/usr/lib/thunderbird/extensions", "/usr/share/mozilla/extensions/{3550f703-e582-4d05-9a08-453d09bdfdc6}"})
    if (fs::path file = fs::path(folder) / (addon_id + ".xpi"); is_file(file)) found.push_back(std::move(file));
  return found;
}

}  // namespace fuwake::platform
