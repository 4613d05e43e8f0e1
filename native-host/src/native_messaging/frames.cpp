#include "native_messaging/frames.h"

#include <utility>

#include "frames/frames.h"

namespace fuwake::native_messaging {

Incoming FrameTransport::receive() {
  frames::Frame frame = frames::receive(input_, largest_request);
  using enum frames::Frame::Kind;
  if (frame.kind == too_long && frames::read_over(input_, frame.announced))
    return {Incoming::Kind::refused,
            "a frame of " + std::to_string(frame.announced) + " bytes; the most is " + std::to_string(largest_request)};
  if (frame.kind != message) return {};
  return {Incoming::Kind::message, std::move(frame.text)};
}

void FrameTransport::send(std::string_view payload) {
  const std::lock_guard lock(sending_);
  frames::send(output_, payload);
}

}  // namespace fuwake::native_messaging
