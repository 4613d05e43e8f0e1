// Another program, started by us and spoken to.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <stop_token>

#include "platform/streams.h"

namespace fuwake::platform {

/// A program that runs beside us: its standard input and output are ours to write and read, its complaints go nowhere,
/// its environment is empty, or has the time zone alone. Ended, whatever it does, at the end of this object's life. For
/// one thread at a time.
class Process : public Input, public Output {
 public:
  /// Null where it cannot be started.
  static std::unique_ptr<Process> start(const std::filesystem::path& program);

  /// How long to wait for it: by the clock, by its processor time, and for whoever asked.
  struct Patience {
    std::chrono::steady_clock::time_point deadline;
    std::chrono::microseconds used;  // its processor time at the end
    std::stop_token stop;
  };

  /// From now on; before the first time there is none.
  virtual void be_patient(Patience patience) = 0;
  /// Waits for some bytes of what it writes; 0 where none come in time, or it has ended.
  std::size_t read(char* to, std::size_t size) override = 0;
  /// All of them; false where it does not take them in time, or has ended.
  bool write(std::string_view bytes) override = 0;
  /// Whether what was waited for in vain did not come in time: otherwise it has ended.
  virtual bool is_late() const = 0;
  /// Its processor time so far; the most that there is where the system does not tell.
  virtual std::chrono::microseconds used_time() const = 0;
  /// How much more it keeps in memory than when it was started, beside what is read from files, in bytes; 0 where the
  /// system does not tell.
  virtual std::size_t grown_memory() const = 0;
};

}  // namespace fuwake::platform
