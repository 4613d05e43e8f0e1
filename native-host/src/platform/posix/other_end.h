// A program at the other end of a socket, however it came to be there.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "platform/posix/descriptor.h"
#include "platform/process.h"

namespace fuwake::platform {

/// `end` ends the process `pid`, which must not be anybody else's by then.
std::unique_ptr<Process> process_at(Descriptor socket, pid_t pid, std::function<void()> end);

/// A pair of connected sockets of this type, that no program inherits; negative numbers where there are none.
std::pair<Descriptor, Descriptor> socket_pair(int type);

/// What came of starting a program.
struct Spawned {
  pid_t pid = 0;  // 0: nothing, because of
  int error = 0;  // an errno
  /// There is no program that could be started; otherwise the system gives too little just now.
  bool is_no_program() const;
};

/// Starts a program with `socket` as its standard input and output, and with nothing in its environment but this
/// ("NAME=value").
Spawned spawn(const std::filesystem::path& program, const std::vector<std::string>& arguments, int socket,
              std::vector<std::string> environment = {});

/// Ends a child of ours, whatever it does.
void end_child(pid_t pid);

}  // namespace fuwake::platform
