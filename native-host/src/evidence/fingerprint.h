// What a mail is, in 64 hexadecimal digits: two that differ in anything that is fed here have two fingerprints, and
// nobody can make a second mail to a given one.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "evidence/sha256.h"

namespace fuwake::evidence {

/// SHA-256 (FIPS 180-4). Each text added counts with its length, so that "ab", "c" is another than "a", "bc".
class Fingerprint {
 public:
  /// The bytes alone, as the standard's examples have it.
  void feed(std::string_view bytes);
  Fingerprint& add(std::string_view text);
  /// Once, at the end.
  std::string hex();

 private:
  std::size_t mix(std::string_view bytes);
  std::size_t fill(std::string_view bytes);

  Sha256State state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> block_{};
  std::size_t filled_ = 0;
  std::uint64_t length_ = 0;  // in bytes
};

}  // namespace fuwake::evidence
