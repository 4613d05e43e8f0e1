// The text of an HTML body once more, as styles and layouts make a reader see it: letters that stand in cells, floats
// and boxes of their own as the words that they make, letters that a style sheet writes, and all in the order in which
// they are seen. html_document.h reads what is written, and this what is drawn, where the two may differ.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/letter_styles.h"

namespace fuwake::page {

struct LaidOut {
  std::string text;           // block elements end a line
  std::size_t scattered = 0;  // letters that make words although each stands in a place of its own
  bool hides = false;         // a style hides something
  bool cut = false;           // styles write or move more than anybody reads
};

/// What hides may be taken back in ways that are not followed: a box moved away, and what stands in it moved back.
enum class Shows { what_is_not_hidden, all };

/// Reads `html` (UTF-8) in one pass; what styles write and move is bounded. Not covered: the place of what stands
/// absolutely but by its own left and top, cells that are read by columns, what is drawn upside down.
LaidOut lay_out(std::string_view html, const std::vector<LetterRule>& rules, Shows shows);

/// Whether an element's own attributes may make its letters seen otherwise than they are written. A guess in favour of
/// looking.
bool may_move_letters(const HtmlToken& tag);

/// The lines of what is drawn that are none of what is written, however many blanks part their words, each between its
/// neighbours.
std::string lines_drawn_otherwise(const std::string& drawn, const std::string& written);

}  // namespace fuwake::page
