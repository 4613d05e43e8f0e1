#include "platform/streams.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace fuwake::platform {
namespace {

class DescriptorInput final : public Input {
 public:
  explicit DescriptorInput(int descriptor) : descriptor_(descriptor) {}
  std::size_t read(char* to, std::size_t size) override {
    ssize_t count = 0;
    do count = ::read(descriptor_, to, size);
    while (count < 0 && errno == EINTR);
    return count < 0 ? 0 : static_cast<std::size_t>(count);
  }

 private:
  int descriptor_;
};

class DescriptorOutput final : public Output {
 public:
  explicit DescriptorOutput(int descriptor) : descriptor_(descriptor) {}
  bool write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }

 private:
  int descriptor_;
};

}  // namespace

std::unique_ptr<Input> standard_input() {
  return std::make_unique<DescriptorInput>(STDIN_FILENO);
}

std::unique_ptr<Output> standard_output() {
  return std::make_unique<DescriptorOutput>(STDOUT_FILENO);
}

void keep_standard_streams_apart() {
  for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(number, F_GETFD) < 0 && errno == EBADF) open("/dev/null", number == STDOUT_FILENO ? O_RDONLY : O_WRONLY);
}

void survive_broken_pipes() {
  std::signal(SIGPIPE, SIG_IGN);
}

bool complaints_are_watched() {
  return isatty(STDERR_FILENO) != 0;
}

}  // namespace fuwake::platform
