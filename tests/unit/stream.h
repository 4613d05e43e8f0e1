// What one end writes and the other reads, in memory: in pieces, as from a pipe.
#pragma once

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

#include "platform/streams.h"

namespace fuwake::tests {

class Stream final : public platform::Input, public platform::Output {
 public:
  std::size_t read(char* to, std::size_t size) override {
    constexpr std::size_t piece = 4093;
    const std::size_t count = std::min({size, piece, bytes.size()});
    std::memcpy(to, bytes.data(), count);
    bytes.erase(0, count);
    return count;
  }
  bool write(std::string_view more) override {
    bytes += more;
    return true;
  }
  std::string bytes;  // not read yet
};

}  // namespace fuwake::tests
