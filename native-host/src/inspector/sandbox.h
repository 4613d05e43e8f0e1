// What the program may still do once it opens attachments: compute, read its input, write its answer.
#pragma once

namespace fuwake::inspector {

/// Bounds memory and files by resource limits, and forbids by seccomp every system call but those of
/// computing and of reading and writing what is open. False where the system lets it do neither.
bool enter_sandbox();

}  // namespace fuwake::inspector
