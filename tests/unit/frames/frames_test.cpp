// Frames as such; native_messaging/frames_test.cpp has them as Thunderbird's.
#include "frames/frames.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "stream.h"

namespace fuwake::frames {
namespace {

using tests::Stream;

using enum Frame::Kind;

TEST(Frames, ComeAsTheyWereSent) {
  Stream pipe;
  for (const std::string& text : {std::string("one"), std::string(), std::string(2'000'000, 'x')}) {
    send(pipe, text);
    const Frame frame = receive(pipe, 4'000'000);
    EXPECT_EQ(frame.kind, message);
    EXPECT_EQ(frame.text, text);
  }
  EXPECT_EQ(receive(pipe, 10).kind, end);
}

TEST(Frames, ThatAreTooLongAreToldAndCanBeReadOver) {
  Stream pipe;
  send(pipe, "too long");
  send(pipe, "next");
  const Frame frame = receive(pipe, 7);
  EXPECT_EQ(frame.kind, too_long);
  EXPECT_EQ(frame.announced, 8U);
  EXPECT_TRUE(read_over(pipe, frame.announced));
  EXPECT_EQ(receive(pipe, 7).text, "next");
}

TEST(Frames, ThatAreCutAreTheEnd) {
  for (const std::size_t length : {0U, 2U, 4U, 6U}) {
    Stream pipe;
    send(pipe, "cut");
    pipe.bytes.resize(length);
    EXPECT_EQ(receive(pipe, 10).kind, end) << length;
  }
  Stream pipe;
  pipe.bytes = "xy";
  EXPECT_FALSE(read_over(pipe, 3));
}

}  // namespace
}  // namespace fuwake::frames
