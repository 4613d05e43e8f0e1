// Text whose letters do not stand in the order in which they are read: U+202E and the other controls of direction.
#pragma once

#include <string>
#include <string_view>

namespace fuwake::text {

/// Whether one of U+202A to U+202E and U+2066 to U+2069 is in it. The marks (U+200E, U+200F) reorder no Latin letter.
bool has_direction_controls(std::string_view text);

/// The letters of a line from left to right, as the Unicode Bidirectional Algorithm (UAX 9) puts them in a paragraph
/// that runs so, without the controls: "\u202elluf" is "full". A line without controls stays as it is: Hebrew as it is
/// read.
std::string in_visual_order(std::string_view line);

/// The lines in which such controls stand, as they are seen; "" where there are none.
std::string reordered_lines(std::string_view text);

/// "Y o u r   m a i l b o x": the lines in which at least eight letters stand one by one, with each such run as the
/// word that it is read as; "" where there are none. Two blanks or a no-break space part words in a run.
std::string lines_with_spread_words(std::string_view text);

}  // namespace fuwake::text
