#include "platform/copies.h"

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>

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
    if (spawned_.pid == 0) return;
    // Without a socket it ends by itself, and tells what its copies have used. One that was stopped does not.
    shutdown(socket_.number(), SHUT_RDWR);
    constexpr int longest = 1000;  // milliseconds
    for (int waited = 0; waited < longest; ++waited) {
      const pid_t ended = waitpid(spawned_.pid, nullptr, WNOHANG);
      if (ended == spawned_.pid || (ended < 0 && errno == ECHILD)) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    end_child(spawned_.pid);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  /// Throws where it could not be started.
  void check_that_it_is_there(const std::filesystem::path& program) const {
    if (spawned_.pid != 0) return;
    const std::string message = program.string() + ": cannot be started: " + std::strerror(spawned_.error);
    if (spawned_.is_no_program()) throw std::runtime_error(message);
    throw NoneToBeHad(message);
  }

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
    ssize_t sent = 0;
    do sent = sendmsg(socket_.number(), &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == static_cast<ssize_t>(packet.size());
  }

  // "" where it has ended, says nothing for long, or nobody wants to know any more.
  std::string receive(const std::stop_token& stop) const { return wait_for_packet(stop) ? said_already() : ""; }

  // What it said before it ended stays to be heard. "" where there is nothing.
  std::string said_already() const {
    std::string packet(longest_packet, '\0');
    const ssize_t got = recv(socket_.number(), packet.data(), packet.size(), MSG_DONTWAIT);
    packet.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return packet;
  }

 private:
  bool wait_for_packet(const std::stop_token& stop) const {
    constexpr int slice = 10;  // milliseconds after which it asks whether to stop
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(longest_wait);
    while (!stop.stop_requested() && std::chrono::steady_clock::now() < end) {
      pollfd entry{socket_.number(), POLLIN, 0};
      if (const int ready = poll(&entry, 1, slice); ready != 0 && !(ready < 0 && errno == EINTR)) return ready > 0;
    }
    return false;
  }

  Running(std::pair<Descriptor, Descriptor> sockets, const std::filesystem::path& program,
          const std::vector<std::string>& arguments)
      : socket_(std::move(sockets.first)),
        spawned_(socket_.number() < 0 ? Spawned{0, errno}
                                      : spawn(program, arguments, sockets.second.number(), time_zone())) {}

  const Descriptor socket_;
  const Spawned spawned_;
};

}  // namespace

class Copies::Original {
 public:
  Original(std::filesystem::path program, std::vector<std::string> arguments)
      : program_(std::move(program)), arguments_(std::move(arguments)), running_(started()) {}

  std::string greeting() {
    const std::lock_guard lock(mutex_);
    take_greeting({});
    return *greeting_;
  }

  std::unique_ptr<Process> copy(const std::stop_token& stop) {
    const std::lock_guard lock(mutex_);
    for (int attempts = 0; attempts < 2; ++attempts) {
      if (!take_greeting(stop)) return nullptr;
      if (auto process = try_to_copy(stop)) return process;
      if (stop.stop_requested()) return nullptr;
      // Somebody may have ended it.
      running_.reset();
      greeting_.reset();
      unwanted_ = 0;
    }
    throw NoneToBeHad(program_.string() + ": cannot be copied");
  }

 private:
  std::shared_ptr<Running> started() const { return std::make_shared<Running>(program_, arguments_); }

  [[noreturn]] void fail(const std::string& packet) const {
    if (!packet.empty() && packet.front() == wrong) throw std::runtime_error(packet.substr(1));
    if (!packet.empty() && packet.front() == scarce) throw NoneToBeHad(program_.string() + ": " + packet.substr(1));
    // Its loader found no memory for it, perhaps.
    throw NoneToBeHad(program_.string() + ": ended before it said anything");
  }

  std::string greeting_of_running(const std::stop_token& stop) {
    if (!running_) running_ = started();
    try {
      running_->check_that_it_is_there(program_);
    } catch (const std::runtime_error&) {
      running_.reset();
      throw;
    }
    return running_->receive(stop);
  }

  // False where nobody waits for it any more; it may come later.
  bool take_greeting(const std::stop_token& stop) {
    if (greeting_) return true;
    const std::string packet = greeting_of_running(stop);
    if (!packet.empty() && packet.front() == copying::greeting) {
      greeting_ = packet.substr(1);
      return true;
    }
    if (packet.empty() && stop.stop_requested()) return false;
    running_.reset();  // whoever asks once more starts it anew
    fail(packet);
  }

  // nullptr where the original does not answer, or nobody wants the copy any more: the one that comes after all is
  // answered to the next who asks, and ended then.
  std::unique_ptr<Process> try_to_copy(const std::stop_token& stop) {
    while (unwanted_ > 0) {
      const std::string answer = running_->receive(stop);
      if (answer.empty()) return nullptr;
      --unwanted_;
      end_copy(*running_, number_in(answer));
    }
    auto [ours, its] = socket_pair(SOCK_STREAM);
    if (ours.number() < 0) throw NoneToBeHad(program_.string() + ": no socket for a copy");
    const bool asked = running_->send(std::string(1, copying::copy), its.number());
    // Where it has ended, it may have said why.
    const std::string answer = asked ? running_->receive(stop) : running_->said_already();
    if (answer.empty()) {
      if (asked) ++unwanted_;
      return nullptr;
    }
    const pid_t pid = number_in(answer);
    return process_at(std::move(ours), pid, [pid, running = running_] { end_copy(*running, pid); });
  }

  pid_t number_in(const std::string& answer) const {
    pid_t pid = 0;
    if (answer.front() != copying::copy || answer.size() != 1 + sizeof pid) fail(answer);
    std::memcpy(&pid, answer.data() + 1, sizeof pid);
    return pid;
  }

  static void end_copy(const Running& running, pid_t pid) {
    std::string packet(1, copying::end);
    packet.append(reinterpret_cast<const char*>(&pid), sizeof pid);
    running.send(packet);
  }

  const std::filesystem::path program_;
  const std::vector<std::string> arguments_;
  std::mutex mutex_;
  std::shared_ptr<Running> running_;
  std::optional<std::string> greeting_;
  int unwanted_ = 0;  // copies that were asked for and not waited for
};

Copies::Copies(std::filesystem::path program, std::vector<std::string> arguments)
    : original_(std::make_shared<Original>(std::move(program), std::move(arguments))) {}

Copies::~Copies() = default;

std::string Copies::greeting() const {
  return original_->greeting();
}

std::unique_ptr<Process> Copies::start(const std::stop_token& stop) const {
  return original_->copy(stop);
}

}  // namespace fuwake::platform
