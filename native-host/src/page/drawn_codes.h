// QR codes that are drawn without a picture: by the cells of a table, or by block characters in the text.
// Filters that look into pictures see none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fuwake::page {

/// What is drawn, dark or light by row; the rows are of one length.
using DrawnCode = std::vector<std::vector<bool>>;

/// Codes of 21 modules a side (QR version 1) to 177 (version 40), with some border; so many of one mail.
inline constexpr std::size_t smallest_drawn = 21;
inline constexpr std::size_t largest_drawn = 200;
inline constexpr std::size_t most_drawn = 5;

/// The drawings in plain text: neighbouring lines of nothing but spaces and █ ▀ ▄. A character is twice as
/// high as wide, so it is two dots, one above the other.
std::vector<DrawnCode> find_drawn_codes(std::string_view text);

/// As a binary PGM (Netpbm), enlarged and with a white border, as readers of codes need it.
std::string to_pgm(const DrawnCode& code);

}  // namespace fuwake::page
