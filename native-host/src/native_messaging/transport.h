// What carries messages between the add-on and the host. Knows nothing of what is in them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fuwake::native_messaging {

/// Thunderbird drops the port when the host sends more than this at once.
inline constexpr std::size_t largest_answer = 1024 * 1024;

/// Takes messages to the add-on.
class Sender {
 public:
  virtual ~Sender() = default;
  /// `payload` is at most `largest_answer` bytes. Where nobody listens any more it is lost. Called by several threads
  /// at once.
  virtual void send(std::string_view payload) = 0;
};

/// What came. `refused`: a message that was not taken in, for `text`, the reason; the next one can be. `end`: no more.
struct Incoming {
  enum class Kind { message, refused, end };
  Kind kind = Kind::end;
  std::string text;
};

/// Both ways. Native messaging has frames (frames.h); a test has lists, WebAssembly has postMessage().
class Transport : public Sender {
 public:
  /// Waits for the next message. For one thread.
  virtual Incoming receive() = 0;
};

}  // namespace fuwake::native_messaging
