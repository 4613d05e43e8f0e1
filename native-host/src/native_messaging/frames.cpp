#include "native_messaging/frames.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>

namespace fuwake::native_messaging {
namespace {

// Fills `buffer`; returns how much came before the end of the stream.
std::size_t read_fully(int descriptor, char* buffer, std::size_t size) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t count = ::read(descriptor, buffer + done, size - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    done += static_cast<std::size_t>(count);
  }
  return done;
}

bool skip(int descriptor, std::size_t size) {
  char buffer[4096];  // not from the heap, which may be what is full
  while (size > 0) {
    const std::size_t count = read_fully(descriptor, buffer, std::min(size, sizeof buffer));
    if (count == 0) return false;
    size -= count;
  }
  return true;
}

bool write_fully(int descriptor, const char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t count = ::write(descriptor, data, size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    data += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

}  // namespace

Frame read_frame(int descriptor) {
  Frame frame;
  char header[sizeof frame.announced];
  const std::size_t got = read_fully(descriptor, header, sizeof header);
  if (got < sizeof header) {
    frame.status = got == 0 ? Frame::Status::end : Frame::Status::cut;
    return frame;
  }
  std::memcpy(&frame.announced, header, sizeof header);
  if (frame.announced > largest_request) {
    const bool whole = skip(descriptor, frame.announced);
    frame.status = whole ? Frame::Status::too_long : Frame::Status::cut;
    return frame;
  }
  try {
    frame.payload.resize(frame.announced);
  } catch (const std::bad_alloc&) {
    // There is no room for this one now; the next may be smaller.
    frame.status = skip(descriptor, frame.announced) ? Frame::Status::too_long : Frame::Status::cut;
    return frame;
  }
  const bool whole = read_fully(descriptor, frame.payload.data(), frame.announced) == frame.announced;
  frame.status = whole ? Frame::Status::whole : Frame::Status::cut;
  return frame;
}

bool FrameWriter::write(std::string_view payload) {
  const auto length = static_cast<std::uint32_t>(payload.size());
  std::string frame(sizeof length, '\0');
  std::memcpy(frame.data(), &length, sizeof length);
  frame += payload;
  const std::lock_guard lock(mutex_);
  return write_fully(descriptor_, frame.data(), frame.size());
}

}  // namespace fuwake::native_messaging
