#include "cli/paths.h"

#include <cstdlib>

namespace fuwake::cli {
namespace {

// An absolute path, or nothing: a relative one would mean another folder wherever the program is started (and the XDG
// Base Directory Specification says to ignore it).
std::filesystem::path from_environment(const char* name) {
  const char* value = std::getenv(name);
  const std::filesystem::path path = value != nullptr ? value : "";
  return path.is_absolute() ? path : std::filesystem::path();
}

// A folder of the user's: the one that the variable names, or `usual` in HOME; empty where there is neither.
std::filesystem::path users_folder(const char* variable, const char* usual) {
  const std::filesystem::path named = from_environment(variable);
  const std::filesystem::path home = from_environment("HOME");
  if (!named.empty() || home.empty()) return named;
  return home / usual;
}

}  // namespace

std::filesystem::path program_file() {
  return std::filesystem::read_symlink("/proc/self/exe");
}

std::filesystem::path data_folder() {
  return program_file().parent_path().parent_path() / "share" / "fuwake";
}

std::filesystem::path inspector_program() {
  return program_file().parent_path().parent_path() / "lib" / "fuwake" / "fuwake-inspector";
}

std::filesystem::path decisions_file() {
  const std::filesystem::path data = users_folder("XDG_DATA_HOME", ".local/share");
  return data.empty() ? data : data / "fuwake" / "decisions.sqlite";
}

std::vector<std::filesystem::path> ip_folders() {
  const std::filesystem::path config = users_folder("XDG_CONFIG_HOME", ".config");
  if (config.empty()) return {data_folder() / "ip"};
  return {config / "fuwake" / "ip", data_folder() / "ip"};
}

std::filesystem::path manifest_folder(bool system) {
  if (system) return "/usr/lib/mozilla/native-messaging-hosts";
  const std::filesystem::path home = from_environment("HOME");
  return home.empty() ? home : home / ".mozilla" / "native-messaging-hosts";
}

}  // namespace fuwake::cli
