// Whom a style rule is about, of the few elements that stand outside what a reader takes for the mail: the root, its
// head and body, and what a program puts beside these. Selectors 4 (https://www.w3.org/TR/selectors-4/) read as far as
// it matters: on a small model of the page, in which an element of the mail may be called anything.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "page/html_tokenizer.h"

namespace fuwake::page {

enum class Match : std::uint8_t { no, maybe, yes };

/// For each of the model: the root, <head>, <body>, what a program put beside them, any element within the body.
using Matches = std::array<Match, 5>;

/// What is known of the root: its attributes, of all the mail's <html> tags.
using RootAttributes = std::vector<HtmlAttribute>;

/// Whom a rule means. What may as well be an element of the mail ("div", ".x", "p *") is none of these.
struct Subjects {
  bool root = false, letters_of_root = false;     // letters: ::before and ::after
  bool outside = false, letters_outside = false;  // what stands beside the body
  bool all = false;                               // the root or what stands beside the body, with all there is
  bool body = false, top_layer = false;

  bool any() const { return root || letters_of_root || outside || letters_outside || all || body || top_layer; }
};

struct Selected {
  Subjects subjects;
  Matches matches = {};  // for rules that are nested in this one
};

/// Reads a list of selectors (normalised_css()). `around`: of the rule in which it is nested ("&"); null where there is
/// none. In one pass; what is nested deeper than a person would write it is taken for the root.
Selected select(std::string_view selectors, const RootAttributes& root, const Matches* around);

}  // namespace fuwake::page
