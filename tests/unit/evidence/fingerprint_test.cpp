#include "evidence/fingerprint.h"

#include <gtest/gtest.h>

namespace fuwake::evidence {
namespace {

TEST(Fingerprint, IsSha256) {
  const auto of = [](const std::string& bytes) {
    Fingerprint print;
    print.feed(bytes);
    return print.hex();
  };
  EXPECT_EQ(of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(of(std::string(1000000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  EXPECT_NE(Fingerprint().add("ab").add("c").hex(), Fingerprint().add("a").add("bc").hex());
}

// A processor may have instructions for it, which then do all of the tests above; the other way must give the same.
TEST(Fingerprint, IsTheSameByArithmetic) {
  std::array<unsigned char, 64 * 5> blocks{};
  unsigned number = 7;
  for (unsigned char& each : blocks) {
    number = number * 1103515245 + 12345;
    each = static_cast<unsigned char>(number >> 16);
  }
  for (std::size_t count = 0; count <= 5; ++count) {
    Sha256State one = {1, 2, 3, 0xffffffff, 5, 6, 7, 8}, other = one;
    mix_blocks(one, blocks.data(), count);
    mix_blocks_by_arithmetic(other, blocks.data(), count);
    EXPECT_EQ(one, other) << count;
  }
}

TEST(Fingerprint, IsTheSameHoweverItIsFed) {
  std::string bytes;
  for (int i = 0; i < 1000; ++i) bytes += static_cast<char>(i * 7);
  Fingerprint whole;
  whole.feed(bytes);
  const std::string expected = whole.hex();
  for (const std::size_t piece : {1U, 63U, 64U, 65U, 128U, 200U}) {
    Fingerprint print;
    for (std::size_t at = 0; at < bytes.size(); at += piece) print.feed(std::string_view(bytes).substr(at, piece));
    EXPECT_EQ(print.hex(), expected) << piece;
  }
}

}  // namespace
}  // namespace fuwake::evidence
