// By which names elements are hidden in style sheets, as far as it takes to see that words are cut up: "ma<i class=q>x
// </i>ilbox" and ".q{display:none}".
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "page/html_tokenizer.h"
#include "page/style_rules.h"

namespace fuwake::page {

/// As selectors write them: "i", ".q", "#q", "[title".
using Names = std::unordered_set<std::string>;

/// Adds the names of whom a rule with this list of selectors (normalised_css()) is about: of the last compound of each
/// its classes and ids, else its attributes, else its element; "*" where it has none of these. Of more than 10,000,
/// which no honest sheet has, all elements are meant ("*").
void add_names_in(std::string_view selectors, Names& names);

/// Whether a style takes what it is about out of sight without a word: faded, shrunk, clipped away or moved off the
/// page. A box that is closed by its height is looks.cpp's.
bool is_put_away(const StyleRules& rules);

/// Whether a rule's declarations hide the text of whom it is about.
bool hides_text(const StyleRules& rules);

/// By what an element may be named so. One that has more names than anybody gives has too_many_names among them.
inline constexpr const char* too_many_names = "…";
std::vector<std::string> names_of(const HtmlToken& tag);

}  // namespace fuwake::page
