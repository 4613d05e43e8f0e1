#include "platform/folders.h"

#include <sys/auxv.h>

#include <cstdlib>

#include "platform/posix/home.h"

namespace fuwake::platform {
namespace {

// The one that the variable names, or `usual` in HOME; empty where there is neither.
std::filesystem::path users_folder(const char* variable, const char* usual) {
  const std::filesystem::path named = path_from_environment(variable);
  const std::filesystem::path home = path_from_environment("HOME");
  if (!named.empty() || home.empty()) return named;
  return home / usual;
}

}  // namespace

std::filesystem::path path_from_environment(const char* name) {
  const char* value = std::getenv(name);
  const std::filesystem::path path = value != nullptr ? value : "";
  return path.is_absolute() ? path : std::filesystem::path();
}

std::filesystem::path program_file() {
  std::error_code no_proc;
  const auto file = std::filesystem::read_symlink("/proc/self/exe", no_proc);
  if (!no_proc) return file;
  // As it was started, which is what there is in a chroot or a container without /proc.
  static const auto started = [] {
    const auto* name = reinterpret_cast<const char*>(getauxval(AT_EXECFN));
    return std::filesystem::canonical(name != nullptr ? name : "");
  }();
  return started;
}

std::filesystem::path users_data() {
  return users_folder("XDG_DATA_HOME", ".local/share");
}

std::filesystem::path users_configuration() {
  return users_folder("XDG_CONFIG_HOME", ".config");
}

std::filesystem::path users_cache() {
  return users_folder("XDG_CACHE_HOME", ".cache");
}

}  // namespace fuwake::platform
