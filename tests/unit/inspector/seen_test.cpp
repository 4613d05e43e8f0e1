#include "inspector/seen.h"

#include <gtest/gtest.h>

namespace fuwake::inspector {
namespace {

// The first and the last of the vectors that come with the reference (vectors.h, vectors_sip128): key 00 01 … 0f, and
// the input 00 01 02 … of that length.
TEST(Seen, DigestIsSipHashOf128Bits) {
  const std::array<std::uint64_t, 2> key = {0x0706050403020100U, 0x0f0e0d0c0b0a0908U};
  EXPECT_EQ(digest_of("", key), (Digest{0xe6a825ba047f81a3U, 0x930255c71472f66dU}));
  std::string bytes;
  for (char c = 0; c < 63; ++c) bytes += c;
  EXPECT_EQ(digest_of(bytes, key), (Digest{0x4a83502f77d15051U, 0x7cbd3f979a063e50U}));
}

TEST(Seen, WhatIsKeptIsFoundForTheSameBytesAlone) {
  Seen seen;
  seen.keep(seen.digest_of("a logo"), "nothing in it");
  ASSERT_NE(seen.find(seen.digest_of("a logo")), nullptr);
  EXPECT_EQ(*seen.find(seen.digest_of("a logo")), "nothing in it");
  EXPECT_EQ(seen.find(seen.digest_of("a logO")), nullptr);
  EXPECT_EQ(seen.find(seen.digest_of(std::string("a logo\0", 7))), nullptr);
}

TEST(Seen, EachProcessHasItsOwnKey) {
  EXPECT_NE(Seen().digest_of("a logo"), Seen().digest_of("a logo"));
}

TEST(Seen, LongAnswersAreNotKept) {
  Seen seen;
  const Digest digest = seen.digest_of("an archive of thousands of names");
  seen.keep(digest, std::string(longest_answer_kept + 1, 'x'));
  EXPECT_EQ(seen.find(digest), nullptr);
}

TEST(Seen, BeginsAnewWhereThereAreTooMany) {
  Seen seen;
  for (std::size_t i = 0; i <= most_answers_kept; ++i) seen.keep(seen.digest_of(std::to_string(i)), "x");
  EXPECT_EQ(seen.find(seen.digest_of("0")), nullptr);
  EXPECT_NE(seen.find(seen.digest_of(std::to_string(most_answers_kept))), nullptr);
}

}  // namespace
}  // namespace fuwake::inspector
