// Telephone numbers as people write them.
#pragma once

#include <string>
#include <string_view>

namespace fuwake::text {

/// The first of at least ten digits, parted by blanks, dots, dashes or brackets at two places at least: "+1 (864)
/// 349-9580";
/// "" where there is none. Not covered: numbers without a gap, which orders have too.
std::string telephone_number_in(std::string_view text);

}  // namespace fuwake::text
