// A program of which there are many at once, and which reads what it needs only once: the first of it, the original,
// reads, and its copies have the same memory, which costs nothing until they write to it. Where a system can copy no
// process (Windows), each is started anew and reads for itself; that is all that its platform/ must do otherwise.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>

#include "platform/process.h"
#include "platform/streams.h"

namespace fuwake::platform {

/// The system gives no process, no socket or too little memory just now. Whoever asks later may get one.
struct NoneToBeHad : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// For whoever has it copied. Safe for several threads.
class Copies {
 public:
  /// The original is started at once, and again where it has ended. Of the environment it has the time zone alone.
  Copies(std::filesystem::path program, std::vector<std::string> arguments);
  ~Copies();
  Copies(const Copies&) = delete;
  Copies& operator=(const Copies&) = delete;

  /// What the original says of itself as soon as it can. Waits for it. Throws NoneToBeHad, and std::runtime_error with
  /// what it says is wrong, or that there is no such program.
  std::string greeting() const;
  /// A copy; null soon after `stop` is requested. Throws like greeting().
  std::unique_ptr<Process> start(const std::stop_token& stop = {}) const;

 private:
  class Original;
  std::shared_ptr<Original> original_;
};

/// For the program itself: what it does as the original, and what its copies do.
struct Copied {
  std::function<std::string()> read;         // gives the greeting; std::exception: nothing can be done, and why
  std::function<void()> read_the_rest;       // what may wait until the greeting has gone; throws likewise
  std::function<void()> before_copying;      // gives up what no copy needs
  std::function<int(Input&, Output&)> work;  // in a copy: gives up the rest, and works until its input ends
};

/// To be called with one thread and the standard streams as Copies made them. Ends the process: the original when
/// nobody wants copies any more. Nothing is destroyed that its end gives back (and a process that gave up everything
/// could not look for leaks).
[[noreturn]] void be_copied(const Copied& program);

}  // namespace fuwake::platform
