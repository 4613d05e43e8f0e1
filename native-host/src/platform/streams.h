// The standard streams, as bytes: what Thunderbird sends and hears, and what a terminal shows.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace fuwake::platform {

/// Bytes that come.
class Input {
 public:
  virtual ~Input() = default;
  /// Waits for some, and gives how many came, at most `size`; 0 at the end, and where reading fails.
  virtual std::size_t read(char* to, std::size_t size) = 0;
};

/// Bytes that go.
class Output {
 public:
  virtual ~Output() = default;
  /// All of them; false when nobody reads any more.
  virtual bool write(std::string_view bytes) = 0;
};

std::unique_ptr<Input> standard_input();
std::unique_ptr<Output> standard_output();

/// A program that was started without one of its standard streams would open its files in their place, and write its
/// report into them. To be called first: what stands there afterwards cannot be read from, or written to.
void keep_standard_streams_apart();

/// Whoever reads our output and is gone shows as a failed write, and ends nothing.
void survive_broken_pipes();

/// Whether standard error is shown to somebody, rather than kept in a file.
bool complaints_are_watched();

}  // namespace fuwake::platform
