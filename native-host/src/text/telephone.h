// Telephone numbers as people write them.
#pragma once

#include <string>
#include <string_view>

namespace fuwake::text {

/// The first of at least ten digits, parted by blanks, dots, dashes or brackets at two places at least
/// ("+1 (864) 349-9580"); "" where there is none. Not covered: numbers without a gap, which orders have too.
std::string telephone_number_in(std::string_view text);

/// Is there anything that a reader could dial: ten digits and more, whatever stands between them, as long as it is no
/// letter and short ("1•888•555•0199", full-width and circled digits; fold() has made them digits)? `folded`: see
/// fold(). Dates with a time have as many.
bool has_number_to_dial(std::string_view folded);

}  // namespace fuwake::text
