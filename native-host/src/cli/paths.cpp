#include "cli/paths.h"

#include <cstdlib>

namespace fuwake::cli {
namespace {

std::filesystem::path from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
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
  std::filesystem::path data = from_environment("XDG_DATA_HOME");
  if (data.empty()) data = from_environment("HOME") / ".local" / "share";
  return data / "fuwake" / "decisions.sqlite";
}

std::vector<std::filesystem::path> ip_folders() {
  std::filesystem::path config = from_environment("XDG_CONFIG_HOME");
  if (config.empty()) config = from_environment("HOME") / ".config";
  return {config / "fuwake" / "ip", data_folder() / "ip"};
}

std::filesystem::path manifest_folder(bool system) {
  if (system) return "/usr/lib/mozilla/native-messaging-hosts";
  return from_environment("HOME") / ".mozilla" / "native-messaging-hosts";
}

}  // namespace fuwake::cli
