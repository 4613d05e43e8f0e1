#include "broker/inspector.h"

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
#include <ctime>
#include <nlohmann/json.hpp>
#include <optional>

#include "interruption/interruption.h"

namespace fuwake::broker {

using attachments::FoundTarget;
using attachments::Inspected;
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

  /// How long to wait for it: by the clock, by its processor time, and for whoever asked.
  struct Patience {
    Clock::time_point deadline;
    std::chrono::microseconds used;  // its processor time at the end
    const std::stop_token& stop;
  };

  bool send(std::string_view data, const Patience& patience) {
    while (!data.empty()) {
      if (!wait_for(POLLOUT, patience)) return false;
      const ssize_t sent = ::send(socket_, data.data(), data.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0 && (errno == EAGAIN || errno == EINTR)) continue;
      if (sent <= 0) return false;
      data.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  std::optional<std::string> receive(std::size_t length, const Patience& patience) {
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

  std::optional<std::uint32_t> receive_number(const Patience& patience) {
    const auto bytes = receive(sizeof(std::uint32_t), patience);
    if (!bytes) return std::nullopt;
    std::uint32_t number = 0;
    std::memcpy(&number, bytes->data(), sizeof number);
    return number;
  }

  /// Its processor time so far.
  std::chrono::microseconds used_time() const {
    clockid_t clock{};
    timespec time{};
    if (clock_getcpuclockid(pid_, &clock) != 0 || clock_gettime(clock, &time) != 0)
      return std::chrono::microseconds::max();
    return std::chrono::microseconds(static_cast<long long>(time.tv_sec) * 1'000'000 + time.tv_nsec / 1000);
  }

  /// What it took to get ready, as it told; nullopt where it does not speak our language.
  std::optional<std::chrono::microseconds> time_to_get_ready(const Patience& patience) {
    if (ready_.count() != 0) return ready_;
    const auto mark = receive(4, patience);
    if (!mark || *mark != "FWK1") return std::nullopt;
    const auto told = receive_number(patience);
    if (!told) return std::nullopt;
    ready_ = std::chrono::microseconds(std::max<std::uint32_t>(*told, 1));
    return ready_;
  }

 private:
  Process(pid_t pid, int socket) : pid_(pid), socket_(socket) {}

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
  std::chrono::microseconds ready_{0};
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
    out.targets.push_back(
        {target.at("where") == "pdf" ? FoundTarget::Where::pdf : FoundTarget::Where::qr_code, target.at("target")});
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
    std::size_t bytes = 0;
    for (const std::string_view content : contents) bytes += content.size();
    Sharing sharing{Clock::now() + std::chrono::milliseconds(longest_inspection) +
                        std::chrono::milliseconds(longest_inspection_of_megabyte * static_cast<long>(bytes >> 20)),
                    std::chrono::microseconds(shared_microseconds), stop};
    std::vector<Inspected> out(contents.size());
    // One question each: what one attachment does to the program costs the others nothing but of the common budget.
    for (std::size_t i = 0; i < contents.size() && sharing.goes_on(); ++i) {
      sharing.is_last = i + 1 == contents.size();
      if (auto answer = ask(contents[i], sharing)) out[i] = std::move(*answer);
    }
    return out;
  }

 private:
  // What the contents of one mail have in common.
  struct Sharing {
    Clock::time_point deadline;
    std::chrono::microseconds left;  // beside what each has for its size
    const std::stop_token& stop;
    bool is_last = false;
    /// Not all of it, so that the next has something too.
    std::chrono::microseconds share() const { return is_last ? left : left * 3 / 4; }
    bool goes_on() const { return left.count() > 0 && Clock::now() < deadline && !stop.stop_requested(); }
  };

  static std::chrono::microseconds own_share_of(std::string_view content) {
    return std::chrono::microseconds(
        static_cast<long long>(static_cast<double>(content.size()) * microseconds_of_byte));
  }

  // A slow computer gets ready slowly, and takes as many times longer for all else.
  static int slowness_by(std::chrono::microseconds ready) {
    constexpr long long usual = 20'000, most = 8;
    return static_cast<int>(std::clamp((ready.count() + usual / 2) / usual, 1LL, most));
  }

  std::optional<Inspected> ask(std::string_view content, Sharing& sharing) const {
    static thread_local std::unique_ptr<Process> process;
    if (!process) process = Process::start(program_);
    if (!process) return std::nullopt;
    constexpr std::chrono::seconds longest_start(2);
    Process::Patience patience{sharing.deadline, process->used_time() + longest_start, sharing.stop};
    if (const auto ready = process->time_to_get_ready(patience)) {
      const int slowness = slowness_by(*ready);
      const auto own = own_share_of(content);
      const auto share = own + sharing.share();
      const auto before = process->used_time();
      // It is asked to end by itself first, and then tells what it has found.
      patience.used = before + (share + share / 8) * slowness;
      auto answer = answer_of(*process, content, share * slowness, patience);
      const auto beyond = (process->used_time() - before) / slowness - own;
      sharing.left -= std::max(beyond, std::chrono::microseconds(0));
      if (answer) return answer;
      // The next one starts anew.
      sharing.left -= *ready / slowness;
    }
    process.reset();
    return std::nullopt;
  }

  static std::optional<Inspected> answer_of(Process& process, std::string_view content, std::chrono::microseconds time,
                                            const Process::Patience& patience) {
    constexpr std::uint32_t longest_answer = 1024 * 1024;
    const std::string head = number_as_bytes(static_cast<std::uint32_t>(content.size())) +
                             number_as_bytes(static_cast<std::uint32_t>(time.count()));
    if (!process.send(head, patience) || !process.send(content, patience)) return std::nullopt;
    const auto length = process.receive_number(patience);
    if (!length || *length > longest_answer) return std::nullopt;
    const auto text = process.receive(*length, patience);
    if (!text) return std::nullopt;
    try {
      return inspected_from(nlohmann::json::parse(*text));
    } catch (const nlohmann::json::exception&) {
      return std::nullopt;  // whatever took it over does not speak our language any more
    }
  }

  std::filesystem::path program_;
};

}  // namespace

std::unique_ptr<Inspector> make_inspector(std::filesystem::path program) {
  return std::make_unique<ProcessInspector>(std::move(program));
}

}  // namespace fuwake::broker
