// What of an HTML body's style reaches beyond it, to what a program shows above the mail: a warning that is hidden,
// moved, shrunk or covered, and what the style itself says in its place.
#pragma once

#include <string>
#include <string_view>

#include "page/html_tokenizer.h"

namespace fuwake::page {

struct Above {
  bool covered = false;  // something that only serves to hide or cover what stands above
  std::string said;      // the texts that the style puts onto the page (`content`), each on a line; lower case
};

/// Reads a style sheet in one pass, all of it, for a mail could put what matters behind any bound; of its @-rules those
/// that always hold (`@layer`, `@media screen`), and no others. Covered is, where honest mail does nothing of the kind:
/// - a root (`html`, `:root`) that is faded, shrunk, moved, clipped or not displayed; with !important a faded `*`;
/// - a child of the root that is not its body, and what has our elements' names;
/// - what lies fixed over the whole page, above all else or in the top layer, with a ground of its own;
/// - a body that is drawn over what stands above it.
/// Not covered: imported and linked style sheets, what several rules do together, conditions that happen to hold
/// ("min-width:1px").
Above above_of_sheet(std::string_view sheet);

/// The same of an element's own attributes.
bool covers_above(const HtmlToken& tag);

}  // namespace fuwake::page
