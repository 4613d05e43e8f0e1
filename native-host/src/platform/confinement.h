// What a program may still do once it opens what strangers send: compute, read its input, write its answer. A library
// of its own (native-host/CMakeLists.txt), so that who does not confine itself is not linked with what does it.
#pragma once

namespace fuwake::platform {

/// Bounds memory and files by resource limits, closes all files but the standard ones, and calls
/// forbid_system_calls(). False where the system lets it do neither.
bool confine();

/// Forbids by seccomp every system call but those of computing and of reading and writing what is open. What is
/// allowed signals nobody but the program itself (abort() does so), and maps nothing that could be executed: the code
/// that runs is that of the program and its libraries. What is forbidden fails with EPERM.
bool forbid_system_calls();

}  // namespace fuwake::platform
