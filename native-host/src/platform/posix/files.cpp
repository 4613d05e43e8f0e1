#include "platform/files.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <system_error>
#include <utility>

namespace fuwake::platform {
namespace {

[[noreturn]] void fail() {
  throw std::system_error(errno, std::generic_category());
}

struct stat status_of(int descriptor) {
  struct stat status {};
  if (fstat(descriptor, &status) != 0) fail();
  return status;
}

// What the kernel makes up while it is read (/proc/kmsg, a tracer's pipe) calls itself a regular file.
bool is_made_up(int descriptor) {
  constexpr long made_up[] = {PROC_SUPER_MAGIC, SYSFS_MAGIC,      DEBUGFS_MAGIC,
                              TRACEFS_MAGIC,    SECURITYFS_MAGIC, CGROUP2_SUPER_MAGIC};
  struct statfs system {};
  return fstatfs(descriptor, &system) == 0 &&
         std::find(std::begin(made_up), std::end(made_up), static_cast<long>(system.f_type)) != std::end(made_up);
}

}  // namespace

OpenFile OpenFile::open(const std::filesystem::path& path, int flags) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | flags);
  if (descriptor < 0) fail();
  return {descriptor, true};
}

OpenFile OpenFile::open(const std::filesystem::path& path) {
  return open(path, 0);
}

OpenFile OpenFile::open_at_once(const std::filesystem::path& path) {
  return open(path, O_NONBLOCK);
}

OpenFile OpenFile::standard_input() {
  return {STDIN_FILENO, false};
}

OpenFile::OpenFile(OpenFile&& other) noexcept
    : descriptor_(other.descriptor_), ours_(std::exchange(other.ours_, false)) {}

OpenFile::~OpenFile() {
  if (ours_) close(descriptor_);
}

OpenFile::Kind OpenFile::kind() const {
  const mode_t mode = status_of(descriptor_).st_mode;
  if (S_ISDIR(mode)) return Kind::folder;
  return S_ISREG(mode) && !is_made_up(descriptor_) ? Kind::file : Kind::endless;
}

std::uint64_t OpenFile::size() const {
  return static_cast<std::uint64_t>(status_of(descriptor_).st_size);
}

std::size_t OpenFile::read(char* to, std::size_t size) const {
  while (true) {
    const ssize_t count = ::read(descriptor_, to, size);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) fail();
  }
}

}  // namespace fuwake::platform
