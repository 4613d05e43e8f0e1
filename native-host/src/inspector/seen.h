// What was found in contents that came before: a logo stands in thousands of mails, and a folder is scanned at once.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace fuwake::inspector {

// By hand, in thirty lines: of what this program is linked with only Nettle (by way of libarchive) has hashes with a
// key, at many times the cost; and std::hash has none, so that anybody finds collisions.

/// SipHash-2-4 (Aumasson and Bernstein, 2012) with 128 bits. Who does not know the key cannot make a picture that is
/// taken for another.
using Digest = std::array<std::uint64_t, 2>;
Digest digest_of(std::string_view bytes, const std::array<std::uint64_t, 2>& key);

class Seen {
 public:
  /// With a key of chance, of this process alone.
  Seen();

  /// What was kept for these bytes; nullptr where they are new, or were forgotten.
  const std::string* find(const Digest& digest) const;
  /// Keeps an answer that depends on nothing but the bytes. Long ones are not kept; where there are too many, all go.
  void keep(const Digest& digest, const std::string& answer);
  Digest digest_of(std::string_view bytes) const { return inspector::digest_of(bytes, key_); }

 private:
  struct Hash {
    std::size_t operator()(const Digest& digest) const { return static_cast<std::size_t>(digest[0]); }
  };
  std::array<std::uint64_t, 2> key_{};
  std::unordered_map<Digest, std::string, Hash> answers_;
};

/// Together they stay below some 10 MB.
inline constexpr std::size_t most_answers_kept = 4096;
inline constexpr std::size_t longest_answer_kept = 2048;

}  // namespace fuwake::inspector
