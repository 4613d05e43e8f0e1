// Native-messaging frames: a length of four bytes in native byte order, then UTF-8 JSON. Knows
// nothing of what is in them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

namespace fuwake::native_messaging {

/// Thunderbird drops the port when the host sends more than this in one frame.
inline constexpr std::size_t largest_answer = 1024 * 1024;

/// Chunks are at most 512 KB of mail; as JSON of a binary string that can be six times as much
/// ("\u0000"). A longer frame is not from our add-on: four bytes of garbage, read as a length,
/// would ask for up to 4 GB of memory.
inline constexpr std::size_t largest_request = 8 * 1024 * 1024;

/// What came from the stream. A frame that is too long, or has no room in memory, is read over, so that the next one
/// can be served; one that is cut is the end of the stream.
struct Frame {
  enum class Status { whole, too_long, cut, end };
  Status status = Status::end;
  std::string payload;          // of a whole frame
  std::uint32_t announced = 0;  // the length that it claimed
};

/// Reads the next frame from a file descriptor; blocks until it is there.
Frame read_frame(int descriptor);

/// Writes whole frames; usable from several threads.
class FrameWriter {
 public:
  explicit FrameWriter(int descriptor) : descriptor_(descriptor) {}
  /// False when nobody reads any more. `payload` is at most `largest_answer` bytes.
  bool write(std::string_view payload);

 private:
  int descriptor_;
  std::mutex mutex_;
};

}  // namespace fuwake::native_messaging
