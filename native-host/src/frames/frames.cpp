#include "frames/frames.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <new>

namespace fuwake::frames {
namespace {

using Length = std::uint32_t;

// Copied behind its length, so that both go at once.
constexpr std::size_t longest_copied = 1024 * 1024;

bool read(platform::Input& input, char* to, std::size_t size) {
  for (std::size_t done = 0; done < size;) {
    const std::size_t count = input.read(to + done, size - done);
    if (count == 0) return false;
    done += count;
  }
  return true;
}

std::string head_of(std::string_view payload) {
  const auto length = static_cast<Length>(payload.size());
  std::string head(sizeof length, '\0');
  std::memcpy(head.data(), &length, sizeof length);
  return head;
}

}  // namespace

Frame receive(platform::Input& input, std::size_t most) {
  Length announced = 0;
  char head[sizeof announced];
  if (!read(input, head, sizeof head)) return {};
  std::memcpy(&announced, head, sizeof head);
  if (announced > most) return {Frame::Kind::too_long, "", announced};
  Frame frame{Frame::Kind::message, "", announced};
  try {
    frame.text.resize(announced);
  } catch (const std::bad_alloc&) {
    return {Frame::Kind::too_long, "", announced};  // there is no room for this one now; the next may be smaller
  }
  return read(input, frame.text.data(), announced) ? std::move(frame) : Frame();
}

bool read_over(platform::Input& input, std::size_t bytes) {
  char buffer[4096];  // not from the heap, which may be what is full
  for (std::size_t left = bytes; left > 0;) {
    const std::size_t count = std::min(left, sizeof buffer);
    if (!read(input, buffer, count)) return false;
    left -= count;
  }
  return true;
}

bool send(platform::Output& output, std::string_view payload) {
  std::string frame = head_of(payload);
  if (payload.size() > longest_copied) return output.write(frame) && output.write(payload);
  return output.write(frame.append(payload));
}

}  // namespace fuwake::frames
