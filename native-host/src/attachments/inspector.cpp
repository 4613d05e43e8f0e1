#include "attachments/inspector.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>

#include "interruption/interruption.h"

namespace fuwake::attachments {
namespace {

using Clock = std::chrono::steady_clock;

// The other program, at the other end of a socket.
class Process {
 public:
  static std::unique_ptr<Process> start(const std::filesystem::path& program) {
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) return nullptr;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, sockets[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, sockets[1], STDOUT_FILENO);
    // Libraries complain of broken pictures; nobody could do anything about it.
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::string name = program.string();
    char* arguments[] = {name.data(), nullptr};
    char* environment[] = {nullptr};
    pid_t pid = 0;
    const int error = posix_spawn(&pid, name.c_str(), &actions, nullptr, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    close(sockets[1]);
    if (error != 0) {
      close(sockets[0]);
      return nullptr;
    }
    return std::unique_ptr<Process>(new Process(pid, sockets[0]));
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() {
    close(socket_);
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }

  bool send(std::string_view data, Clock::time_point deadline, const std::stop_token& stop) {
    while (!data.empty()) {
      if (!wait_for(POLLOUT, deadline, stop)) return false;
      const ssize_t sent = ::send(socket_, data.data(), data.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0 && (errno == EAGAIN || errno == EINTR)) continue;
      if (sent <= 0) return false;
      data.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  std::optional<std::string> receive(std::size_t length, Clock::time_point deadline, const std::stop_token& stop) {
    std::string data(length, '\0');
    std::size_t at = 0;
    while (at < length) {
      if (!wait_for(POLLIN, deadline, stop)) return std::nullopt;
      const ssize_t got = read(socket_, data.data() + at, length - at);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return std::nullopt;
      at += static_cast<std::size_t>(got);
    }
    return data;
  }

 private:
  Process(pid_t pid, int socket) : pid_(pid), socket_(socket) {}

  // False where the time is over or nobody wants the answer any more.
  bool wait_for(short event, Clock::time_point deadline, const std::stop_token& stop) const {
    constexpr long slice = 20;  // milliseconds after which it asks whether to stop
    pollfd entry{socket_, event, 0};
    while (!stop.stop_requested()) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
      if (left.count() <= 0) return false;
      const int ready = poll(&entry, 1, static_cast<int>(std::min(left.count(), slice)));
      if (ready > 0) return true;
      if (ready < 0 && errno != EINTR) return false;
    }
    return false;
  }

  pid_t pid_;
  int socket_;
};

std::string number_as_bytes(std::uint32_t number) {
  std::string bytes(sizeof number, '\0');
  std::memcpy(bytes.data(), &number, sizeof number);
  return bytes;
}

Inspected inspected_from(const nlohmann::json& answer) {
  Inspected out;
  out.looked_at = true;
  out.type = answer.at("type");
  out.names = answer.at("names").get<std::vector<std::string>>();
  for (const auto& target : answer.at("targets"))
    out.targets.push_back({target.at("where") == "pdf" ? FoundTarget::Where::pdf : FoundTarget::Where::qr_code,
                           target.at("target")});
  out.encrypted = answer.at("encrypted");
  out.macros = answer.at("macros");
  out.active = answer.at("active");
  out.cut = answer.at("cut");
  return out;
}

class ProcessInspector final : public Inspector {
 public:
  explicit ProcessInspector(std::filesystem::path program) : program_(std::move(program)) {}

  std::vector<Inspected> inspect(const std::vector<std::string_view>& contents) const override {
    const std::stop_token stop = interruption::current();
    std::vector<Inspected> out(contents.size());
    const auto deadline = Clock::now() + std::chrono::milliseconds(longest_inspection);
    // One question each: what one attachment does to the program costs the others nothing.
    for (std::size_t i = 0; i < contents.size() && Clock::now() < deadline && !stop.stop_requested(); ++i)
      if (auto answer = ask(contents[i], deadline, stop)) out[i] = std::move(*answer);
    return out;
  }

 private:
  std::optional<Inspected> ask(std::string_view content, Clock::time_point deadline, const std::stop_token& stop) const {
    static thread_local std::unique_ptr<Process> process;
    if (!process) process = Process::start(program_);
    if (!process) return std::nullopt;
    try {
      constexpr std::uint32_t longest_answer = 1024 * 1024;
      if (process->send(number_as_bytes(static_cast<std::uint32_t>(content.size())), deadline, stop) &&
          process->send(content, deadline, stop))
        if (const auto header = process->receive(4, deadline, stop)) {
          std::uint32_t length = 0;
          std::memcpy(&length, header->data(), sizeof length);
          if (length <= longest_answer)
            if (const auto text = process->receive(length, deadline, stop))
              return inspected_from(nlohmann::json::parse(*text));
        }
    } catch (const nlohmann::json::exception&) {
      // Whatever took it over does not speak our language any more.
    }
    process.reset();
    return std::nullopt;
  }

  std::filesystem::path program_;
};

}  // namespace

std::unique_ptr<Inspector> make_inspector(std::filesystem::path program) {
  return std::make_unique<ProcessInspector>(std::move(program));
}

}  // namespace fuwake::attachments
