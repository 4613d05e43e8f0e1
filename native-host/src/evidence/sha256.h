// What SHA-256 does with each block of 64 bytes (FIPS 180-4, section 6.2.2). By hand: none of the libraries that the
// engine has offers it, it runs as WebAssembly as well, and libcrypto for this alone would be 5 MB in each worker.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace fuwake::evidence {

using Sha256State = std::array<std::uint32_t, 8>;

/// Mixes so many blocks into the state, by the processor's instructions for it where it has them: an attachment of 24
/// MB takes 15 ms by them and 200 ms without, a fifth of the time in which a warning is to stand.
void mix_blocks(Sha256State& state, const unsigned char* blocks, std::size_t count);

/// The same by arithmetic, as any processor can.
void mix_blocks_by_arithmetic(Sha256State& state, const unsigned char* blocks, std::size_t count);

}  // namespace fuwake::evidence
