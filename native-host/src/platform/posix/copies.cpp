#include "platform/copies.h"

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <optional>
#include <stdexcept>

#include "platform/posix/copying.h"
#include "platform/posix/other_end.h"

namespace fuwake::platform {
namespace {

using namespace copying;

// An original reads files for some 30 ms, on a computer that does ten other things at once perhaps for seconds.
constexpr int longest_wait = 30'000;  // milliseconds

// By which clock the reader lives.
std::vector<std::string> time_zone() {
  const char* zone = std::getenv("TZ");
  if (zone == nullptr) return {};
  return {std::string("TZ=") + zone};
}

// One that was started, with its socket. Ended when the last copy is gone.
class Running {
 public:
  Running(const std::filesystem::path& program, const std::vector<std::string>& arguments)
      : Running(socket_pair(SOCK_SEQPACKET), program, arguments) {}
  ~Running() {
    if (pid_ == 0) return;
    // Without a socket it ends by itself, and tells what its copies have used.
    shutdown(socket_.number(), SHUT_RDWR);
    while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  bool is_there() const { return pid_ != 0; }

  bool send(std::string_view packet, int descriptor = -1) const {
    iovec bytes{const_cast<char*>(packet.data()), packet.size()};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof descriptor)] = {};
    msghdr message{};
    message.msg_iov = &bytes;
    message.msg_iovlen = 1;
    if (descriptor >= 0) {
      message.msg_control = control;
      message.msg_controllen = sizeof control;
      cmsghdr* head = CMSG_FIRSTHDR(&message);
      head->cmsg_level = SOL_SOCKET;
      head->cmsg_type = SCM_RIGHTS;
      head->cmsg_len = CMSG_LEN(sizeof descriptor);
      std::memcpy(CMSG_DATA(head), &descriptor, sizeof descriptor);
    }
    return sendmsg(socket_.number(), &message, MSG_NOSIGNAL) == static_cast<ssize_t>(packet.size());
  }

  // "" where it has ended, or says nothing for long.
  std::string receive() const {
    pollfd entry{socket_.number(), POLLIN, 0};
    if (poll(&entry, 1, longest_wait) <= 0) return "";
    std::string packet(longest_packet, '\0');
    const ssize_t got = recv(socket_.number(), packet.data(), packet.size(), 0);
    packet.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return packet;
  }

 private:
  Running(std::pair<Descriptor, Descriptor> sockets, const std::filesystem::path& program,
          const std::vector<std::string>& arguments)
      : socket_(std::move(sockets.first)),
        pid_(socket_.number() < 0 ? 0 : spawn(program, arguments, sockets.second.number(), time_zone())) {}

  const Descriptor socket_;
  const pid_t pid_;
};

}  // namespace

class Copies::Original {
 public:
  Original(std::filesystem::path program, std::vector<std::string> arguments)
      : program_(std::move(program)), arguments_(std::move(arguments)), running_(started()) {}

  std::string greeting() {
    const std::lock_guard lock(mutex_);
    take_greeting();
    return *greeting_;
  }

  std::unique_ptr<Process> copy() {
    const std::lock_guard lock(mutex_);
    take_greeting();
    if (auto process = try_to_copy()) return process;
    // Somebody may have ended it.
    running_.reset();
    greeting_.reset();
    take_greeting();
    if (auto process = try_to_copy()) return process;
    throw std::runtime_error(program_.string() + ": cannot be copied");
  }

 private:
  std::shared_ptr<Running> started() const { return std::make_shared<Running>(program_, arguments_); }

  [[noreturn]] void fail(const std::string& packet) const {
    if (!packet.empty() && packet.front() == wrong) throw std::runtime_error(packet.substr(1));
    throw std::runtime_error(program_.string() + ": cannot be started");
  }

  void take_greeting() {
    if (greeting_) return;
    if (!running_) running_ = started();
    const std::string packet = running_->is_there() ? running_->receive() : "";
    if (!packet.empty() && packet.front() == copying::greeting) {
      greeting_ = packet.substr(1);
      return;
    }
    running_.reset();  // whoever asks once more starts it anew
    fail(packet);
  }

  std::unique_ptr<Process> try_to_copy() {
    auto [ours, its] = socket_pair(SOCK_STREAM);
    if (ours.number() < 0 || !running_->send(std::string(1, copying::copy), its.number())) return nullptr;
    const std::string answer = running_->receive();
    if (answer.empty()) return nullptr;
    pid_t pid = 0;
    if (answer.front() != copying::copy || answer.size() != 1 + sizeof pid) fail(answer);
    std::memcpy(&pid, answer.data() + 1, sizeof pid);
    return process_at(std::move(ours), pid, [pid, running = running_] {
      std::string packet(1, copying::end);
      packet.append(reinterpret_cast<const char*>(&pid), sizeof pid);
      running->send(packet);
    });
  }

  const std::filesystem::path program_;
  const std::vector<std::string> arguments_;
  std::mutex mutex_;
  std::shared_ptr<Running> running_;
  std::optional<std::string> greeting_;
};

Copies::Copies(std::filesystem::path program, std::vector<std::string> arguments)
    : original_(std::make_shared<Original>(std::move(program), std::move(arguments))) {}

Copies::~Copies() = default;

std::string Copies::greeting() const {
  return original_->greeting();
}

std::unique_ptr<Process> Copies::start() const {
  return original_->copy();
}

}  // namespace fuwake::platform
