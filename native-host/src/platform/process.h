// Another program, started by us and spoken to.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace fuwake::platform {

/// A program that runs beside us: its standard input and output are ours to write and read, its complaints go nowhere,
/// it has no environment. Ended, whatever it does, at the end of this object's life. For one thread.
class Process {
 public:
  /// Null where it cannot be started.
  static std::unique_ptr<Process> start(const std::filesystem::path& program);
  virtual ~Process() = default;

  /// How long to wait for it: by the clock, by its processor time, and for whoever asked.
  struct Patience {
    std::chrono::steady_clock::time_point deadline;
    std::chrono::microseconds used;  // its processor time at the end
    const std::stop_token& stop;
  };

  /// All of `data`; false where it does not take it in time, or has ended.
  virtual bool send(std::string_view data, const Patience& patience) = 0;
  /// So many bytes; nullopt where they do not come in time.
  virtual std::optional<std::string> receive(std::size_t length, const Patience& patience) = 0;
  /// Its processor time so far; the most that there is where the system does not tell.
  virtual std::chrono::microseconds used_time() const = 0;
};

}  // namespace fuwake::platform
