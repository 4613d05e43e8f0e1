#include "inspector/seen.h"

#include <bit>
#include <random>

namespace fuwake::inspector {
namespace {

class SipHash {
 public:
  explicit SipHash(const std::array<std::uint64_t, 2>& key)
      : v0_(key[0] ^ 0x736f6d6570736575U),
        v1_(key[1] ^ 0x646f72616e646f6dU ^ 0xee),  // 0xee: 128 bits are wanted
        v2_(key[0] ^ 0x6c7967656e657261U),
        v3_(key[1] ^ 0x7465646279746573U) {}

  void add(std::uint64_t word) {
    v3_ ^= word;
    rounds(2);
    v0_ ^= word;
  }

  Digest end() {
    Digest digest;
    v2_ ^= 0xee;
    rounds(4);
    digest[0] = v0_ ^ v1_ ^ v2_ ^ v3_;
    v1_ ^= 0xdd;
    rounds(4);
    digest[1] = v0_ ^ v1_ ^ v2_ ^ v3_;
    return digest;
  }

 private:
  void rounds(int count) {
    for (int i = 0; i < count; ++i) {
      v0_ += v1_, v2_ += v3_;
      v1_ = std::rotl(v1_, 13) ^ v0_, v3_ = std::rotl(v3_, 16) ^ v2_;
      v0_ = std::rotl(v0_, 32);
      v2_ += v1_, v0_ += v3_;
      v1_ = std::rotl(v1_, 17) ^ v2_, v3_ = std::rotl(v3_, 21) ^ v0_;
      v2_ = std::rotl(v2_, 32);
    }
  }

  std::uint64_t v0_, v1_, v2_, v3_;
};

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  return word;
}

}  // namespace

Digest digest_of(std::string_view bytes, const std::array<std::uint64_t, 2>& key) {
  constexpr std::size_t word_length = 8;
  SipHash hash(key);
  const std::uint64_t length = std::uint64_t{bytes.size()} << 56;
  for (; bytes.size() >= word_length; bytes.remove_prefix(word_length)) hash.add(little_endian(bytes.substr(0, 8)));
  hash.add(little_endian(bytes) | length);
  return hash.end();
}

Seen::Seen() {
  std::random_device chance;
  for (std::uint64_t& half : key_) half = std::uint64_t{chance()} << 32 | chance();
}

const std::string* Seen::find(const Digest& digest) const {
  const auto found = answers_.find(digest);
  return found == answers_.end() ? nullptr : &found->second;
}

void Seen::keep(const Digest& digest, const std::string& answer) {
  if (answer.size() > longest_answer_kept) return;
  if (answers_.size() >= most_answers_kept) answers_.clear();
  answers_.insert_or_assign(digest, answer);
}

}  // namespace fuwake::inspector
