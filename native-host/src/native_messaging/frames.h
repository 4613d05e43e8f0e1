// Native-messaging frames: frames of UTF-8 JSON. Knows nothing of what is in them.
#pragma once

#include <cstddef>
#include <mutex>

#include "native_messaging/transport.h"
#include "platform/streams.h"

namespace fuwake::native_messaging {

/// Chunks are at most 512 KB of mail; as JSON of a binary string that can be six times as much
/// ("\u0000"). A longer frame is not from our add-on: four bytes of garbage, read as a length,
/// would ask for up to 4 GB of memory.
inline constexpr std::size_t largest_request = 8 * 1024 * 1024;

/// Frames over two streams, which outlive it. A frame that is too long, or has no room in memory, is read over and
/// refused; one that is cut is the end.
class FrameTransport final : public Transport {
 public:
  FrameTransport(platform::Input& input, platform::Output& output) : input_(input), output_(output) {}

  Incoming receive() override;
  void send(std::string_view payload) override;

 private:
  platform::Input& input_;
  platform::Output& output_;
  std::mutex sending_;
};

}  // namespace fuwake::native_messaging
