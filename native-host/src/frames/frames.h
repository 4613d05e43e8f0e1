// Frames: a length of four bytes in native byte order, and so many bytes. Between Thunderbird and the host, as native
// messaging has them, and between the host and its workers. Knows nothing of what is in them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "platform/streams.h"

namespace fuwake::frames {

/// What came. `too_long`: more than the most, or more than there is memory for; `text` is "".
/// `end`: the stream has ended, perhaps in the middle of a frame.
struct Frame {
  enum class Kind { message, too_long, end };
  Kind kind = Kind::end;
  std::string text;
  std::size_t announced = 0;  // bytes
};

/// Waits for the next one. What is too long stays in the stream: read_over() takes it out.
Frame receive(platform::Input& input, std::size_t most);

/// Reads over so many bytes, and keeps none. False where the stream ends before.
bool read_over(platform::Input& input, std::size_t bytes);

/// Short ones are written at once, with their length. False when nobody reads any more.
bool send(platform::Output& output, std::string_view payload);

}  // namespace fuwake::frames
