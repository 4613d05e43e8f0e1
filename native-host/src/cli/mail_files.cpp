#include "cli/mail_files.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <stdexcept>

#include "dissection/dissection.h"

namespace fuwake::cli {
namespace {

[[noreturn]] void fail(const std::string& file, const std::string& reason) {
  throw std::runtime_error(file + ": " + reason);
}

// An open file, closed at the end of its life; standard input stays open.
class Descriptor {
 public:
  explicit Descriptor(const std::string& file, int flags = 0)
      : number_(file == "-" && flags == 0 ? STDIN_FILENO
                                          : open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | flags)) {
    if (number_ < 0) fail(file, std::strerror(errno));
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ != STDIN_FILENO) close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

// What the kernel makes up while it is read (/proc/kmsg, a tracer's pipe) calls itself a regular file, and may never
// have a next byte.
bool is_made_up(int descriptor) {
  constexpr long made_up[] = {PROC_SUPER_MAGIC, SYSFS_MAGIC,      DEBUGFS_MAGIC,
                              TRACEFS_MAGIC,    SECURITYFS_MAGIC, CGROUP2_SUPER_MAGIC};
  struct statfs system {};
  return fstatfs(descriptor, &system) == 0 &&
         std::find(std::begin(made_up), std::end(made_up), static_cast<long>(system.f_type)) != std::end(made_up);
}

}  // namespace

MailBytes read_mail(const std::string& file) {
  const Descriptor descriptor(file);
  struct stat status {};
  if (fstat(descriptor.number(), &status) == 0 && S_ISDIR(status.st_mode))
    fail(file, "is a folder (fuwake scan reads folders)");
  constexpr std::size_t most = dissection::largest_mail;
  constexpr std::size_t step = 1024 * 1024;
  MailBytes mail;
  while (mail.bytes.size() <= most) {
    const std::size_t before = mail.bytes.size();
    mail.bytes.resize(std::min(before + step, most + 1));
    const ssize_t count = read(descriptor.number(), mail.bytes.data() + before, mail.bytes.size() - before);
    if (count < 0 && errno != EINTR) fail(file, std::strerror(errno));
    mail.bytes.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count == 0) return mail;
  }
  mail.more = true;
  return mail;
}

std::string read_mail_file(const std::filesystem::path& file) {
  const Descriptor descriptor(file.string(), O_NONBLOCK);  // opening a pipe would wait for its writer
  struct stat status {};
  if (fstat(descriptor.number(), &status) != 0) fail(file.string(), std::strerror(errno));
  if (!S_ISREG(status.st_mode) || is_made_up(descriptor.number())) fail(file.string(), "is no file");
  std::string content(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t done = 0;
  while (done < content.size()) {
    const ssize_t count = read(descriptor.number(), content.data() + done, content.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(file.string(), std::strerror(errno));
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  content.resize(done);
  return content;
}

}  // namespace fuwake::cli
