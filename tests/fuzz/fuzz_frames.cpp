// Any bytes as the stream from Thunderbird. Every answer is JSON in a frame of at most 1 MB.
#include <fcntl.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <thread>

#include "invariants.h"
#include "native_messaging/frames.h"
#include "native_messaging/server.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fuwake;
  static const auto broker = broker::read_broker(FUWAKE_DATA_DIR, {});
  int input[2];
  int output[2];
  if (pipe(input) != 0 || pipe(output) != 0) std::abort();
  const int server_end = output[1];
  std::jthread reader([from = output[0]] {
    for (auto frame = native_messaging::read_frame(from); frame.status == native_messaging::Frame::Status::whole;
         frame = native_messaging::read_frame(from)) {
      fuzz::require(frame.payload.size() <= native_messaging::largest_answer, "an answer is at most 1 MB");
      fuzz::require(nlohmann::json::accept(frame.payload), "an answer is JSON");
    }
    close(from);
  });
  std::jthread writer([to = input[1], data, size] {
    // Half of the inputs go as one frame, so that mutations reach the JSON.
    const auto length = static_cast<std::uint32_t>(size);
    if (size % 2 == 0 && write(to, &length, sizeof length) < 0) std::abort();
    if (size > 0 && write(to, data, size) < 0) std::abort();
    close(to);
  });
  native_messaging::serve(input[0], server_end, broker, fuzz::languages());
  writer.join();
  close(input[0]);
  close(server_end);
  return 0;
}
