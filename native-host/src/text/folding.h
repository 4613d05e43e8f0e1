// How names and phrases are compared: what a reader takes for the same word is the same bytes.
#pragma once

#include <string>
#include <string_view>

namespace fuwake::text {

/// UTF-8 → NFKC_Casefold (Unicode 3.13, D147) with runs of white space as one space: full-width
/// Ｋａｇｏｙａ, KAGOYA and kagoya are one, and zero-width characters between letters are gone.
/// What draws nothing but is as wide as a letter (U+2800, U+3164) is a space.
/// Bytes that are not UTF-8 become U+FFFD. Letters that only look alike stay different.
std::string fold(std::string_view text);

}  // namespace fuwake::text
