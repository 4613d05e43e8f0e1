#include "platform/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>

namespace fuwake::platform {
namespace {

using Clock = std::chrono::steady_clock;

// The other program is at the other end of a socket.
class SpawnedProcess final : public Process {
 public:
  SpawnedProcess(pid_t pid, int socket) : pid_(pid), socket_(socket) {}
  SpawnedProcess(const SpawnedProcess&) = delete;
  SpawnedProcess& operator=(const SpawnedProcess&) = delete;
  ~SpawnedProcess() override {
    close(socket_);
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }

  bool send(std::string_view data, const Patience& patience) override {
    while (!data.empty()) {
      if (!wait_for(POLLOUT, patience)) return false;
      const ssize_t sent = ::send(socket_, data.data(), data.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0 && (errno == EAGAIN || errno == EINTR)) continue;
      if (sent <= 0) return false;
      data.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  std::optional<std::string> receive(std::size_t length, const Patience& patience) override {
    std::string data(length, '\0');
    std::size_t at = 0;
    while (at < length) {
      if (!wait_for(POLLIN, patience)) return std::nullopt;
      const ssize_t got = read(socket_, data.data() + at, length - at);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return std::nullopt;
      at += static_cast<std::size_t>(got);
    }
    return data;
  }

  std::chrono::microseconds used_time() const override {
    clockid_t clock{};
    timespec time{};
    if (clock_getcpuclockid(pid_, &clock) != 0 || clock_gettime(clock, &time) != 0)
      return std::chrono::microseconds::max();
    return std::chrono::microseconds(static_cast<long long>(time.tv_sec) * 1'000'000 + time.tv_nsec / 1000);
  }

 private:
  // False where the time is over or nobody wants the answer any more.
  bool wait_for(short event, const Patience& patience) const {
    constexpr long slice = 10;  // milliseconds after which it asks whether to stop
    pollfd entry{socket_, event, 0};
    while (!patience.stop.stop_requested()) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(patience.deadline - Clock::now());
      if (left.count() <= 0) return false;
      const int ready = poll(&entry, 1, static_cast<int>(std::min(left.count(), slice)));
      if (ready > 0) return true;
      if ((ready < 0 && errno != EINTR) || used_time() > patience.used) return false;
    }
    return false;
  }

  pid_t pid_;
  int socket_;
};

// Nullopt where there is no such program, or no room for one more.
std::optional<pid_t> spawn(const std::filesystem::path& program, int socket) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO);
  // Libraries complain of broken pictures; nobody could do anything about it.
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::string name = program.string();
  char* arguments[] = {name.data(), nullptr};
  char* environment[] = {nullptr};
  pid_t pid = 0;
  const int error = posix_spawn(&pid, name.c_str(), &actions, nullptr, arguments, environment);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? std::optional(pid) : std::nullopt;
}

}  // namespace

std::unique_ptr<Process> Process::start(const std::filesystem::path& program) {
  int sockets[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) return nullptr;
  const auto pid = spawn(program, sockets[1]);
  close(sockets[1]);
  if (pid) return std::make_unique<SpawnedProcess>(*pid, sockets[0]);
  close(sockets[0]);
  return nullptr;
}

}  // namespace fuwake::platform
