// From inside: what somebody could try who has taken over a program that reads what strangers send.
#include "platform/confinement.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>

namespace fuwake::platform {
namespace {

constexpr int not_confined = 100;

// Runs it in a child; its result is the child's exit code, or minus the signal that ended it.
int in_child(const std::function<int()>& run) {
  const pid_t child = fork();
  if (child == 0) _exit(run());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

int inside(const std::function<int()>& attempt) {
  return in_child([&] { return forbid_system_calls() ? attempt() : not_confined; });
}

// By number: the C library must have no part in it.
template <typename... Arguments>
int fails(long call, Arguments... arguments) {
  return syscall(call, arguments...) == -1 && errno == EPERM ? 0 : 1;
}

TEST(Confinement, ForbidsWhatReachesOthers) {
  const pid_t parent = getpid();
  static int word = 0;
  struct Row {
    const char* what;
    std::function<int()> attempt;
  };
  const auto map = [](int protection) {
    return syscall(SYS_mmap, nullptr, 4096L, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0L);
  };
  for (const Row& row :
       {Row{"kill the parent", [&] { return fails(SYS_kill, parent, SIGKILL); }},
        Row{"kill the parent's thread", [&] { return fails(SYS_tgkill, parent, parent, SIGKILL); }},
        Row{"kill any thread", [&] { return fails(SYS_tkill, parent, SIGKILL); }},
        Row{"kill everybody", [] { return fails(SYS_kill, -1, SIGKILL); }},
        Row{"kill by thread in any process", [&] { return fails(SYS_tgkill, -1, parent, SIGKILL); }},
        Row{"queue a signal", [&] { return fails(SYS_rt_sigqueueinfo, parent, SIGTERM, &word); }},
        Row{"queue a signal to a thread", [&] { return fails(SYS_rt_tgsigqueueinfo, parent, parent, SIGTERM, &word); }},
        Row{"open a process", [&] { return fails(SYS_pidfd_open, parent, 0); }},
        Row{"read another's memory", [&] { return fails(SYS_process_vm_readv, parent, &word, 1L, &word, 1L, 0L); }},
        Row{"trace", [&] { return fails(SYS_ptrace, 16L, parent, 0L, 0L); }},
        Row{"map code", [&] { return map(PROT_READ | PROT_EXEC) == -1 && errno == EPERM ? 0 : 1; }},
        Row{"map writable code",
            [&] { return map(PROT_READ | PROT_WRITE | PROT_EXEC) == -1 && errno == EPERM ? 0 : 1; }},
        Row{"make memory code",
            [&] {
              const long memory = map(PROT_READ | PROT_WRITE);
              return memory == -1 ? 2 : fails(SYS_mprotect, memory, 4096L, PROT_READ | PROT_EXEC);
            }},
        Row{"make memory code by a key",
            [&] { return fails(SYS_pkey_mprotect, map(PROT_READ), 4096L, PROT_READ | PROT_EXEC, -1); }},
        Row{"read as executable", [] { return fails(SYS_personality, 0x0400000L); }},
        Row{"open a file", [] { return fails(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY); }},
        Row{"open a socket", [] { return fails(SYS_socket, AF_INET, SOCK_STREAM, 0); }},
        Row{"make a pipe", [] { return fails(SYS_pipe2, &word, 0); }},
        Row{"make a file in memory", [] { return fails(SYS_memfd_create, "x", 0); }},
        Row{"start a process", [] { return fails(SYS_clone, 17L, 0L, 0L, 0L, 0L); }},
        Row{"start a thread", [] { return fails(SYS_clone3, &word, 0L); }},
        Row{"run a program", [] { return fails(SYS_execve, "/bin/true", nullptr, nullptr); }},
        Row{"control a terminal", [] { return fails(SYS_ioctl, 0, 0x5412L, &word); }}})
    EXPECT_EQ(inside(row.attempt), 0) << row.what;
}

TEST(Confinement, AllowsWhatLibrariesNeed) {
  EXPECT_EQ(inside([] {
              void* memory = mmap(nullptr, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
              return memory != MAP_FAILED && mprotect(memory, 4096, PROT_READ) == 0 ? 0 : 1;
            }),
            0);
  EXPECT_EQ(inside([] { return static_cast<int>(syscall(SYS_tgkill, getpid(), gettid(), SIGKILL)); }), -SIGKILL)
      << "abort() ends the program itself";
}

// The bounds are those of the program itself, so each is tried in a child.
constexpr Bounds bounds{std::uint64_t{1} << 40, std::chrono::seconds(60)};

int opens_nothing() {
  return open("/etc/passwd", O_RDONLY) == -1 ? 0 : 1;
}

TEST(Confinement, HoldsByLandlockAlone) {
  EXPECT_EQ(in_child([] {
              if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return 2;
              const int before = open("/etc/passwd", O_RDONLY);
              return before >= 0 && forbid_files() == 0 ? not_confined : opens_nothing();
            }),
            0)
      << "this kernel has no Landlock; otherwise a file was opened";
}

TEST(Confinement, TellsWhatIsInForce) {
  EXPECT_EQ(in_child([] {
              const Confinement in_force = confine(bounds);
              const bool whole = in_force.system_calls && in_force.files > 0 && in_force.time == bounds.time;
              return whole && opens_nothing() == 0 ? 0 : 1;
            }),
            0);
}

// A confined program cannot even ask; others see it.
TEST(Confinement, GivesUpNewPrivileges) {
  int sockets[2];
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets), 0);
  const pid_t pid = fork();
  char letter = 'x';
  if (pid == 0) {
    dup2(sockets[1], STDIN_FILENO);
    confine(bounds);
    if (write(STDIN_FILENO, &letter, 1) == 1 && read(STDIN_FILENO, &letter, 1) == 0) _exit(0);
    _exit(1);
  }
  close(sockets[1]);
  EXPECT_EQ(read(sockets[0], &letter, 1), 1);
  std::ifstream file("/proc/" + std::to_string(pid) + "/status");
  const std::string status(std::istreambuf_iterator<char>(file), {});
  EXPECT_NE(status.find("NoNewPrivs:\t1"), std::string::npos) << status;
  close(sockets[0]);
  waitpid(pid, nullptr, 0);
}

TEST(Confinement, ClosesWhatWasOpen) {
  const int file = open("/etc/passwd", O_RDONLY);
  ASSERT_GE(file, 3);
  char letter = 0;
  EXPECT_EQ(in_child([&] {
              confine(bounds);
              return read(file, &letter, 1) == -1 ? 0 : 1;
            }),
            0);
  close(file);
}

TEST(Confinement, OfAnOriginalLeavesItCopiesAndNothingElse) {
  EXPECT_EQ(in_child([] {
              confine_original();
              if (opens_nothing() != 0 || fails(SYS_execve, "/bin/true", nullptr, nullptr) != 0 ||
                  fails(SYS_socket, AF_INET, SOCK_STREAM, 0) != 0 || fails(SYS_ptrace, 16L, getppid(), 0L, 0L) != 0)
                return 1;
              const int copy = in_child([] {
                if (!confine(bounds).system_calls) return not_confined;
                return fails(SYS_clone, 17L, 0L, 0L, 0L, 0L) + fails(SYS_kill, getppid(), SIGKILL);
              });
              return copy == 0 ? 0 : 2;
            }),
            0);
}

}  // namespace
}  // namespace fuwake::platform
