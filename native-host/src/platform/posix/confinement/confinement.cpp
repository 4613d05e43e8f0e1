#include "platform/confinement.h"

#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <vector>

namespace fuwake::platform {
namespace {

// AddressSanitizer maps terabytes that it does not use.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool memory_can_be_bounded = false;
#else
constexpr bool memory_can_be_bounded = true;
#endif

bool limit(__rlimit_resource_t resource, rlim_t value) {
  rlimit bound{};
  if (getrlimit(resource, &bound) != 0) return false;
  bound.rlim_max = std::min(bound.rlim_max, value);  // whoever started us may have bounded us more
  bound.rlim_cur = bound.rlim_max;
  return setrlimit(resource, &bound) == 0;
}

using Calls = std::vector<int>;

// Computing, and reading and writing what is open.
const Calls computing = {
    SCMP_SYS(read),         SCMP_SYS(write),          SCMP_SYS(readv),        SCMP_SYS(writev),
    SCMP_SYS(close),        SCMP_SYS(lseek),          SCMP_SYS(fstat),        SCMP_SYS(newfstatat),
    SCMP_SYS(munmap),       SCMP_SYS(mremap),         SCMP_SYS(madvise),      SCMP_SYS(brk),
    SCMP_SYS(futex),        SCMP_SYS(clock_gettime),  SCMP_SYS(gettimeofday), SCMP_SYS(getrandom),
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
    SCMP_SYS(getpid),       SCMP_SYS(gettid),         SCMP_SYS(sched_yield),  SCMP_SYS(exit),
    SCMP_SYS(exit_group),   SCMP_SYS(restart_syscall)};

// Copying itself, ending copies, and what a copy needs until it gives that up as well.
const Calls copying = {SCMP_SYS(clone),
                       SCMP_SYS(clone3),
                       SCMP_SYS(set_robust_list),
                       SCMP_SYS(wait4),
                       SCMP_SYS(kill),
                       SCMP_SYS(recvmsg),
                       SCMP_SYS(sendto),
                       SCMP_SYS(dup2),
                       SCMP_SYS(dup3),  // as dup2 is where that is no system call (arm64)
                       SCMP_SYS(prctl),
                       SCMP_SYS(seccomp),
                       SCMP_SYS(prlimit64),
                       SCMP_SYS(close_range),
                       SCMP_SYS(set_tid_address),
                       SCMP_SYS(rseq),
                       SCMP_SYS(getrlimit),
                       SCMP_SYS(setrlimit),
                       SCMP_SYS(landlock_create_ruleset),
                       SCMP_SYS(landlock_restrict_self)};

class Filter {
 public:
  // What is not allowed fails as if it were not permitted: libraries that look for a font or a table go on without it.
  Filter() : filter_(seccomp_init(SCMP_ACT_ERRNO(EPERM))), good_(filter_ != nullptr) {}
  Filter(const Filter&) = delete;
  Filter& operator=(const Filter&) = delete;
  ~Filter() {
    if (filter_ != nullptr) seccomp_release(filter_);
  }

  template <typename... Conditions>
  void allow(int call, Conditions... conditions) {
    good_ = good_ && seccomp_rule_add(filter_, SCMP_ACT_ALLOW, call, sizeof...(conditions), conditions...) == 0;
  }
  void allow(const Calls& calls) {
    for (const int call : calls) allow(call);
  }
  // Whoever took the program over would write code of his own and run it.
  void allow_memory_without_code() {
    for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)}) allow(call, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  }
  bool load() { return good_ && seccomp_load(filter_) == 0; }

 private:
  scmp_filter_ctx filter_;
  bool good_;
};

// Of the kernel's landlock.h in its newest form, which is newer than that of the systems on which this is built.
struct Ruleset {
  std::uint64_t files = 0, network = 0, scoped = 0;
};

// What each version of Landlock can forbid more; all that a kernel does not know is refused.
constexpr std::uint64_t files_of_version[] = {(1 << 13) - 1, (1 << 14) - 1, (1 << 15) - 1, (1 << 15) - 1,
                                              (1 << 16) - 1};
constexpr int first_with_network = 4, first_with_scopes = 6;

int landlock_version() {
  constexpr unsigned tell_version = 1;
  const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0L, tell_version);
  return version < 0 ? 0 : static_cast<int>(version);
}

Ruleset all_that_can_be_forbidden(int version) {
  Ruleset rules;
  rules.files =
      files_of_version[std::min<std::size_t>(static_cast<std::size_t>(version), std::size(files_of_version)) - 1];
  if (version >= first_with_network) rules.network = 3;  // to bind, to connect
  if (version >= first_with_scopes) rules.scoped = 3;    // abstract sockets, signals
  return rules;
}

std::size_t size_of_ruleset(int version) {
  if (version >= first_with_scopes) return sizeof(Ruleset);
  return version >= first_with_network ? offsetof(Ruleset, scoped) : offsetof(Ruleset, network);
}

// Without it a kernel takes no Landlock, and no seccomp of whoever is not root: what tells of these tells of it.
void give_up_new_privileges() {
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

}  // namespace

Confinement confine(const Bounds& bounds) {
  Confinement in_force;
  if (memory_can_be_bounded && limit(RLIMIT_AS, bounds.memory)) in_force.memory = bounds.memory;
  if (limit(RLIMIT_CPU, static_cast<rlim_t>(bounds.time.count()))) in_force.time = bounds.time;
  close_range(STDERR_FILENO + 1, ~0U, 0);  // whatever our parents left open
  for (const auto resource : {RLIMIT_FSIZE, RLIMIT_CORE, RLIMIT_NPROC}) limit(resource, 0);
  give_up_new_privileges();
  in_force.files = forbid_files();
  limit(RLIMIT_NOFILE, 0);
  in_force.system_calls = forbid_system_calls();
  return in_force;
}

void confine_original() {
  give_up_new_privileges();
  forbid_files();
  Filter filter;
  filter.allow(computing);
  filter.allow(copying);
  filter.allow_memory_without_code();
  filter.allow(SCMP_SYS(tgkill));
  filter.load();
}

bool forbid_system_calls() {
  Filter filter;
  filter.allow(computing);
  filter.allow_memory_without_code();
  // abort() does so; the mail program is not to be killed.
  filter.allow(SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(getpid())));
  return filter.load();
}

int forbid_files() {
  const int version = landlock_version();
  if (version <= 0) return 0;
  const Ruleset rules = all_that_can_be_forbidden(version);
  const long ruleset = syscall(SYS_landlock_create_ruleset, &rules, size_of_ruleset(version), 0L);
  if (ruleset < 0) return 0;
  const long error = syscall(SYS_landlock_restrict_self, ruleset, 0L);
  close(static_cast<int>(ruleset));
  return error == 0 ? version : 0;
}

}  // namespace fuwake::platform
