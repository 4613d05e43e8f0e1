// What of an HTML body's style reaches beyond it, to what a program shows above the mail: a warning that is hidden,
// moved, shrunk or covered, and what the style itself says in its place.
#pragma once

#include <string>
#include <vector>

#include "page/hidden_names.h"
#include "page/html_tokenizer.h"
#include "page/letter_styles.h"
#include "page/selectors.h"

namespace fuwake::page {

struct Above {
  bool covered = false;  // something that only serves to hide or cover what stands above
  std::string said;      // the texts that the style puts onto the page (`content`), each on a line; lower case
  Names hidden;          // whose text rules hide, on whatever screen
  std::vector<LetterRule> letters;  // not of what holds on small screens alone; see page/letter_styles.h
  bool letters_cut = false;         // there were more of them than are kept
};

/// Reads style sheets (normalised_css()), all of them and to their ends, for a mail could put what matters behind any
/// bound; of @-rules those that may hold on a screen. Covered is, where honest mail does nothing of the kind:
/// - a root that is faded, shrunk, moved, clipped or not displayed, whichever way it is called (page/selectors.h:
/// "html",
///   ":is(:root)", "html:not(.x)", ".x" where the root has that class); with !important a faded "*", "html *";
/// - what stands beside the body ("html > :not(body)", "body ~ *"), and what has our elements' names;
/// - what lies fixed over the whole page, above all else or in the top layer, with a ground of its own;
/// - a body that is drawn over what stands above it.
/// `root`: the attributes of all <html> tags. Not covered: imported and linked style sheets, what several rules do
/// together, what is animated under a name that another rule gives.
Above above_of_sheets(const std::vector<std::string>& sheets, const RootAttributes& root);

/// The same of an element's own attributes.
bool covers_above(const HtmlToken& tag);

}  // namespace fuwake::page
