#include "evidence/fingerprint.h"

#include <algorithm>
#include <cstring>

namespace fuwake::evidence {
namespace {

constexpr std::size_t block_size = 64;

}  // namespace

void Fingerprint::feed(std::string_view bytes) {
  length_ += bytes.size();
  while (!bytes.empty()) bytes.remove_prefix(filled_ == 0 && bytes.size() >= block_size ? mix(bytes) : fill(bytes));
}

// Each tells how many bytes it took.

std::size_t Fingerprint::mix(std::string_view bytes) {
  const std::size_t blocks = bytes.size() / block_size;
  mix_blocks(state_, reinterpret_cast<const unsigned char*>(bytes.data()), blocks);
  return blocks * block_size;
}

std::size_t Fingerprint::fill(std::string_view bytes) {
  const std::size_t part = std::min(bytes.size(), block_size - filled_);
  std::memcpy(block_.data() + filled_, bytes.data(), part);
  filled_ += part;
  if (filled_ == block_size) {
    mix_blocks(state_, block_.data(), 1);
    filled_ = 0;
  }
  return part;
}

Fingerprint& Fingerprint::add(std::string_view text) {
  feed(std::to_string(text.size()) + ":");
  feed(text);
  return *this;
}

std::string Fingerprint::hex() {
  const std::uint64_t bits = length_ * 8;
  feed(std::string_view("\x80", 1));
  while (filled_ != block_size - 8) feed(std::string_view("\0", 1));
  std::string end(8, '\0');
  for (std::size_t i = 0; i < 8; ++i) end[i] = static_cast<char>(bits >> (56 - 8 * i) & 0xff);
  feed(end);
  std::string out;
  for (const std::uint32_t word : state_)
    for (int shift = 28; shift >= 0; shift -= 4) out += "0123456789abcdef"[word >> shift & 0xf];
  return out;
}

}  // namespace fuwake::evidence
