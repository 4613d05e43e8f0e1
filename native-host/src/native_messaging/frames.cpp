#include "native_messaging/frames.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <new>

namespace fuwake::native_messaging {

Incoming FrameTransport::receive() {
  std::uint32_t announced = 0;
  char header[sizeof announced];
  if (!read(header, sizeof header)) return {};
  std::memcpy(&announced, header, sizeof header);
  if (announced > largest_request) return refuse(announced);
  Incoming message{Incoming::Kind::message, ""};
  try {
    message.text.resize(announced);
  } catch (const std::bad_alloc&) {
    return refuse(announced);  // there is no room for this one now; the next may be smaller
  }
  return read(message.text.data(), announced) ? std::move(message) : Incoming();
}

void FrameTransport::send(std::string_view payload) {
  const auto length = static_cast<std::uint32_t>(payload.size());
  std::string frame(sizeof length, '\0');
  std::memcpy(frame.data(), &length, sizeof length);
  frame += payload;
  const std::lock_guard lock(sending_);
  output_.write(frame);
}

// False where the stream ends before.
bool FrameTransport::read(char* to, std::size_t size) {
  for (std::size_t done = 0; done < size;) {
    const std::size_t count = input_.read(to + done, size - done);
    if (count == 0) return false;
    done += count;
  }
  return true;
}

// Reads over it.
Incoming FrameTransport::refuse(std::size_t announced) {
  char buffer[4096];  // not from the heap, which may be what is full
  for (std::size_t left = announced; left > 0;) {
    const std::size_t count = std::min(left, sizeof buffer);
    if (!read(buffer, count)) return {};
    left -= count;
  }
  return {Incoming::Kind::refused,
          "a frame of " + std::to_string(announced) + " bytes; the most is " + std::to_string(largest_request)};
}

}  // namespace fuwake::native_messaging
