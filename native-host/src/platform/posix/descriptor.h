// What the system calls an open file, a socket or a queue.
#pragma once

#include <unistd.h>

#include <utility>

namespace fuwake::platform {

/// Closes it at the end of its life. Negative: none.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

}  // namespace fuwake::platform
