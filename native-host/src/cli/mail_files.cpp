#include "cli/mail_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "dissection/dissection.h"
#include "knowledge/stanzas.h"

namespace fuwake::cli {
namespace {

[[noreturn]] void fail(const std::string& file, const std::string& reason) {
  throw std::runtime_error(file + ": " + reason);
}

// An open file, closed at the end of its life; standard input stays open.
class Descriptor {
 public:
  explicit Descriptor(const std::string& file)
      : number_(file == "-" ? STDIN_FILENO : open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)) {
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
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (error) fail(file.string(), error.message());
  if (!std::filesystem::is_regular_file(status)) fail(file.string(), "is no file");
  return knowledge::read_file(file);
}

}  // namespace fuwake::cli
