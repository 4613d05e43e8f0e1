// A program at the other end of a socket, however it came to be there.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "platform/process.h"

namespace fuwake::platform {

/// Closes it at the end of its life.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor();
  int number() const { return number_; }

 private:
  int number_;
};

/// `end` ends the process `pid`, which must not be anybody else's by then.
std::unique_ptr<Process> process_at(Descriptor socket, pid_t pid, std::function<void()> end);

/// A pair of connected sockets of this type, that no program inherits; negative numbers where there are none.
std::pair<Descriptor, Descriptor> socket_pair(int type);

/// Starts a program with `socket` as its standard input and output, and with nothing in its environment but this
/// ("NAME=value"). 0 where there is no such program, or no room for one more.
pid_t spawn(const std::filesystem::path& program, const std::vector<std::string>& arguments, int socket,
            std::vector<std::string> environment = {});

/// Ends a child of ours, whatever it does.
void end_child(pid_t pid);

}  // namespace fuwake::platform
