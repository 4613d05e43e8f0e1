// Numbers and lengths of CSS, as far as they matter to what is hidden: about how many pixels, whichever way it is
// written ("calc(0)", "min(1px, -20em)").
#pragma once

#include <optional>
#include <string_view>

namespace fuwake::page {

/// The number or length with which `value` (normalised, without blanks) begins; nullopt where none does. Lengths in
/// pixels, those of letters and windows as in a usual one; `per_cent`: what one is worth. Functions of CSS Values 4,
/// section 10, as far as they are arithmetic; others are nullopt, as is what is nested very deep.
std::optional<double> css_number(std::string_view value, double per_cent);

/// The smallest of all numbers that stand in a value, those of functions one by one: "translate(0,-600px)" is -600.
std::optional<double> smallest_number_in(std::string_view value, double per_cent);

}  // namespace fuwake::page
