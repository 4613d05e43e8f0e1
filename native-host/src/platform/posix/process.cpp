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
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <utility>

#include "platform/posix/other_end.h"

namespace fuwake::platform {
namespace {

using Clock = std::chrono::steady_clock;

class ProcessAtSocket final : public Process {
 public:
  ProcessAtSocket(Descriptor socket, pid_t pid, std::function<void()> end)
      : socket_(std::move(socket)), pid_(pid), end_(std::move(end)) {}
  ProcessAtSocket(const ProcessAtSocket&) = delete;
  ProcessAtSocket& operator=(const ProcessAtSocket&) = delete;
  ~ProcessAtSocket() override { end_(); }

  void be_patient(Patience patience) override {
    patience_ = std::move(patience);
    late_ = false;
  }

  bool write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent > 0) {
        bytes.remove_prefix(static_cast<std::size_t>(sent));
      } else if (sent == 0 || (errno != EAGAIN && errno != EINTR) || !wait_for(POLLOUT)) {
        return false;
      }
    }
    return true;
  }

  std::size_t read(char* to, std::size_t size) override {
    while (true) {
      const ssize_t got = recv(socket_.number(), to, size, MSG_DONTWAIT);
      if (got >= 0) return static_cast<std::size_t>(got);
      if ((errno != EINTR && errno != EAGAIN) || !wait_for(POLLIN)) return 0;
    }
  }

  bool is_late() const override { return late_; }

  std::chrono::microseconds used_time() const override {
    clockid_t clock{};
    timespec time{};
    if (clock_getcpuclockid(pid_, &clock) != 0 || clock_gettime(clock, &time) != 0)
      return std::chrono::microseconds::max();
    return std::chrono::microseconds(static_cast<long long>(time.tv_sec) * 1'000'000 + time.tv_nsec / 1000);
  }

  std::size_t grown_memory() const override {
    const std::size_t now = memory();
    return now - std::min(now, first_memory_);
  }

 private:
  // In pages: all of it, what is resident, and what of that comes from files or is shared with others by their will; a
  // copy's pages that are the original's as well are among the rest. AddressSanitizer's shadow is no memory of the
  // program's own, and cannot be told from it.
  std::size_t memory() const {
#if defined(__SANITIZE_ADDRESS__)
    return 0;
#else
    std::ifstream file("/proc/" + std::to_string(pid_) + "/statm");
    std::size_t all = 0, resident = 0, shared = 0;
    if (!(file >> all >> resident >> shared)) return 0;
    return (resident - std::min(shared, resident)) * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
#endif
  }

  // False where the time is over or nobody wants the answer any more.
  bool wait_for(short event) {
    constexpr long slice = 10;  // milliseconds after which it asks whether to stop
    pollfd entry{socket_.number(), event, 0};
    while (!patience_.stop.stop_requested()) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(patience_.deadline - Clock::now());
      if (left.count() <= 0) break;
      const int ready = poll(&entry, 1, static_cast<int>(std::min(left.count(), slice)));
      if (ready > 0) return true;
      if (ready < 0 && errno != EINTR) return false;
      if (used_time() > patience_.used) break;
    }
    late_ = true;
    return false;
  }

  const Descriptor socket_;
  const pid_t pid_;
  const std::function<void()> end_;
  const std::size_t first_memory_ = memory();
  Patience patience_{};
  bool late_ = false;
};

// As the system takes a list of words: its last is null.
std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

// What is opened for a program before it starts. Without one of them it would have ours: its complaints would go where
// Thunderbird reads, and its output to whoever reads us.
class FileActions {
 public:
  explicit FileActions(int socket) : error_(posix_spawn_file_actions_init(&actions_)), is_made_(error_ == 0) {
    and_then([&] { return posix_spawn_file_actions_adddup2(&actions_, socket, STDIN_FILENO); });
    and_then([&] { return posix_spawn_file_actions_adddup2(&actions_, socket, STDOUT_FILENO); });
    // Libraries complain of broken pictures; nobody could do anything about it.
    and_then([&] { return posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0); });
  }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;
  ~FileActions() {
    if (is_made_) posix_spawn_file_actions_destroy(&actions_);
  }
  int error() const { return error_; }
  const posix_spawn_file_actions_t* all() const { return &actions_; }

 private:
  template <typename Add>
  void and_then(const Add& add) {
    if (error_ == 0) error_ = add();
  }

  posix_spawn_file_actions_t actions_{};
  int error_;
  const bool is_made_;
};

}  // namespace

std::unique_ptr<Process> process_at(Descriptor socket, pid_t pid, std::function<void()> end) {
  return std::make_unique<ProcessAtSocket>(std::move(socket), pid, std::move(end));
}

std::pair<Descriptor, Descriptor> socket_pair(int type) {
  int sockets[2] = {-1, -1};
  if (socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, sockets) != 0) sockets[0] = sockets[1] = -1;
  return {Descriptor(sockets[0]), Descriptor(sockets[1])};
}

bool Spawned::is_no_program() const {
  constexpr int none[] = {ENOENT, ENOTDIR, EACCES, EISDIR, ENOEXEC, ELOOP, ENAMETOOLONG};
  return std::find(std::begin(none), std::end(none), error) != std::end(none);
}

Spawned spawn(const std::filesystem::path& program, const std::vector<std::string>& arguments, int socket,
              std::vector<std::string> environment) {
  const FileActions actions(socket);
  if (actions.error() != 0) return {0, actions.error()};
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  pid_t pid = 0;
  const int error = posix_spawn(&pid, words.front().c_str(), actions.all(), nullptr, pointers_to(words).data(),
                                pointers_to(environment).data());
  return {error == 0 ? pid : 0, error};
}

void end_child(pid_t pid) {
  kill(pid, SIGKILL);
  while (waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
  }
}

std::unique_ptr<Process> Process::start(const std::filesystem::path& program) {
  auto [ours, its] = socket_pair(SOCK_STREAM);
  if (ours.number() < 0) return nullptr;
  const pid_t pid = spawn(program, {}, its.number()).pid;
  return pid != 0 ? process_at(std::move(ours), pid, [pid] { end_child(pid); }) : nullptr;
}

}  // namespace fuwake::platform
