// Whether what stands in an element can be seen, as far as its own attributes and style tell (style sheets are not
// read). Attackers hide text from readers to calm filters, and preheaders are hidden in every newsletter.
#pragma once

#include <string>

#include "page/html_tokenizer.h"

namespace fuwake::page {

// What of an element's looks bears on whether its text can be seen.
struct Looks {
  bool hidden = false;             // with all that is in it
  bool invisible = false;          // until something in it is made visible
  bool tiny = false;               // until something in it sets a size: layouts put "font-size:0" around their cells
  std::string colour, background;  // as far as they are set, here or further out

  bool can_be_seen() const {
    return !tiny && !invisible && colour != "transparent" && (colour.empty() || colour != background);
  }
};

/// The looks of an element in one of the looks `around`. Not covered: rules of style sheets, colours but of the
/// commonest notations.
Looks looks_of(const HtmlToken& tag, const Looks& around);

/// Black, "#1a1a1a" and the like, of Looks::colour or Looks::background; nothing is light.
bool is_dark(const std::string& colour);

}  // namespace fuwake::page
