#include "native_messaging/frames.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace fuwake::native_messaging {
namespace {

// Gives its bytes in pieces, as a pipe may.
class Pieces final : public platform::Input {
 public:
  Pieces(std::string bytes, std::size_t piece) : bytes_(std::move(bytes)), piece_(piece) {}
  std::size_t read(char* to, std::size_t size) override {
    const std::size_t count = std::min({size, piece_, bytes_.size() - at_});
    std::memcpy(to, bytes_.data() + at_, count);
    at_ += count;
    return count;
  }

 private:
  std::string bytes_;
  std::size_t piece_, at_ = 0;
};

struct Written final : platform::Output {
  bool write(std::string_view more) override {
    bytes += more;
    return true;
  }
  std::string bytes;
};

std::string frame(const std::string& payload) {
  const auto length = static_cast<std::uint32_t>(payload.size());
  std::string bytes(sizeof length, '\0');
  std::memcpy(bytes.data(), &length, sizeof length);
  return bytes + payload;
}

// What comes, one after the other; "!" before what is refused.
std::vector<std::string> received(const std::string& bytes, std::size_t piece) {
  Pieces input(bytes, piece);
  Written output;
  FrameTransport transport(input, output);
  std::vector<std::string> out;
  for (Incoming next = transport.receive(); next.kind != Incoming::Kind::end; next = transport.receive())
    out.push_back(next.kind == Incoming::Kind::refused ? "!" + next.text : next.text);
  return out;
}

TEST(Frames, AreReadUntilTheEnd) {
  struct Row {
    const char* what;
    std::string bytes;
    std::vector<std::string> messages;
  };
  const std::string too_long = frame(std::string(largest_request + 1, ' '));
  const std::string refusal = "!a frame of 8388609 bytes; the most is 8388608";
  for (const Row& row :
       {Row{"nothing", "", {}}, Row{"one", frame("{}"), {"{}"}}, Row{"two", frame("a") + frame("b"), {"a", "b"}},
        Row{"an empty one", frame("") + frame("b"), {"", "b"}}, Row{"a cut length", "\x10", {}},
        Row{"a cut message", frame("a") + frame("{}").substr(0, 5), {"a"}},
        Row{"one that is too long", too_long + frame("b"), {refusal, "b"}},
        Row{"one that is too long and cut", too_long.substr(0, 1000), {}}})
    for (const std::size_t piece : {1U, 3U, 100'000U})
      EXPECT_EQ(received(row.bytes, piece), row.messages) << row.what << " in pieces of " << piece;
}

TEST(Frames, AreWrittenWhole) {
  Pieces input("", 1);
  Written output;
  FrameTransport transport(input, output);
  transport.send("first");
  transport.send("");
  EXPECT_EQ(output.bytes, frame("first") + frame(""));
}

}  // namespace
}  // namespace fuwake::native_messaging
