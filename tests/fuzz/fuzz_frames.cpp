// Any bytes as the stream from Thunderbird. Every answer is JSON of at most 1 MB.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>

#include "in_process.h"
#include "invariants.h"
#include "native_messaging/frames.h"
#include "native_messaging/server.h"

namespace {

using namespace fuwake;

class Bytes final : public platform::Input {
 public:
  explicit Bytes(std::string bytes) : bytes_(std::move(bytes)) {}
  std::size_t read(char* to, std::size_t size) override {
    const std::size_t count = std::min(size, bytes_.size() - at_);
    std::memcpy(to, bytes_.data() + at_, count);
    at_ += count;
    return count;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

// Answers come as frames, each written at once.
class Answers final : public platform::Output {
 public:
  bool write(std::string_view frame) override {
    frame.remove_prefix(sizeof(std::uint32_t));
    fuzz::require(frame.size() <= native_messaging::largest_answer, "an answer is at most 1 MB");
    fuzz::require(nlohmann::json::accept(frame), "an answer is JSON");
    return true;
  }
};

// Half of the inputs go as one frame, so that mutations reach the JSON.
std::string stream_of(std::string_view data) {
  std::string stream;
  const auto length = static_cast<std::uint32_t>(data.size());
  if (length % 2 == 0) stream.assign(reinterpret_cast<const char*>(&length), sizeof length);
  return stream.append(data);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const broker::Broker broker{tests::in_process(FUWAKE_DATA_DIR)};
  Bytes input(stream_of({reinterpret_cast<const char*>(data), size}));
  Answers output;
  native_messaging::FrameTransport transport(input, output);
  native_messaging::Server server(transport, broker);
  native_messaging::serve(transport, server);
  return 0;
}
