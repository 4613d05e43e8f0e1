// What a program may still do once it opens what strangers send: compute, read its input, write its answer. A library
// of its own (native-host/CMakeLists.txt), so that who does not confine itself is not linked with what does it.
#pragma once

#include <chrono>
#include <cstdint>

namespace fuwake::platform {

/// What is in force of what was asked for; a kernel may lack some of it.
struct Confinement {
  bool system_calls = false;     // seccomp
  int files = 0;                 // Landlock, its version; 0: none
  std::uint64_t memory = 0;      // bytes of address space; 0: no bound
  std::chrono::seconds time{0};  // processor time until it is ended; 0: no bound
};

struct Bounds {
  std::uint64_t memory;       // bytes of address space
  std::chrono::seconds time;  // processor time of its whole life
};

/// Gives up all that is not computing: bounds memory, time and files by resource limits, closes all files but the
/// standard ones, opens none by Landlock, and calls forbid_system_calls(). Goes on without what the kernel has not.
Confinement confine(const Bounds& bounds);

/// For a program that is copied: before it is, it gives up all that neither it nor a copy needs. It may still copy
/// itself, and end its copies. Goes on without what the kernel has not; confine() in a copy tells.
void confine_original();

/// Forbids by seccomp every system call but those of computing and of reading and writing what is open. What is
/// allowed signals nobody but the program itself (abort() does so), and maps nothing that could be executed: the code
/// that runs is that of the program and its libraries. What is forbidden fails with EPERM. False where there is no
/// seccomp.
bool forbid_system_calls();

/// Forbids by Landlock to open whatever file, and where it can, to connect and to signal. Its version; 0 where there is
/// none.
int forbid_files();

}  // namespace fuwake::platform
