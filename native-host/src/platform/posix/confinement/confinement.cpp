#include "platform/confinement.h"

#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <cerrno>
#include <initializer_list>

namespace fuwake::platform {
namespace {

bool limit(__rlimit_resource_t resource, rlim_t value) {
  const rlimit bound{value, value};
  return setrlimit(resource, &bound) == 0;
}

}  // namespace

bool confine() {
  constexpr rlim_t most_memory = 1024UL * 1024 * 1024;
  // Zip bombs and pictures are bounded before; this is for what nobody thought of.
  if (!limit(RLIMIT_AS, most_memory) || !limit(RLIMIT_FSIZE, 0) || !limit(RLIMIT_CORE, 0)) return false;
  prctl(PR_SET_PDEATHSIG, 9);
  close_range(STDERR_FILENO + 1, ~0U, 0);  // whatever our parents left open
  return forbid_system_calls();
}

bool forbid_system_calls() {
  // What is not allowed fails as if it were not permitted: libraries that look for a font or a table go on
  // without it.
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == nullptr) return false;
  bool good = true;
  for (const int call :
       {SCMP_SYS(read),         SCMP_SYS(write),          SCMP_SYS(readv),        SCMP_SYS(writev),
        SCMP_SYS(close),        SCMP_SYS(lseek),          SCMP_SYS(fstat),        SCMP_SYS(newfstatat),
        SCMP_SYS(munmap),       SCMP_SYS(mremap),         SCMP_SYS(madvise),      SCMP_SYS(brk),
        SCMP_SYS(futex),        SCMP_SYS(clock_gettime),  SCMP_SYS(gettimeofday), SCMP_SYS(getrandom),
        SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
        SCMP_SYS(getpid),       SCMP_SYS(gettid),         SCMP_SYS(sched_yield),  SCMP_SYS(exit),
        SCMP_SYS(exit_group),   SCMP_SYS(restart_syscall)})
    good &= seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
  // Whoever took the program over would write code of his own and run it, or kill the mail program.
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)})
    good &= seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0;
  good &= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                           SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(getpid()))) == 0;
  good = good && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return good;
}

}  // namespace fuwake::platform
