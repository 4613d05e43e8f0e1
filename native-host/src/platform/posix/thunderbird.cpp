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

std::vector<fs::path> locked_up_thunderbirds() {
  std::vector<fs::path> found;
  std::error_code error;
  for (const char* place : {"/var/lib/flatpak/app/org.mozilla.Thunderbird", "/snap/thunderbird"})
    if (fs::exists(place, error)) found.emplace_back(place);
  return found;
}

}  // namespace fuwake::platform
