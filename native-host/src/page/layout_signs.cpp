#include "page/layout_signs.h"

#include <algorithm>
#include <utility>

#include "page/elements.h"
#include "page/laid_out.h"
#include "page/letter_styles.h"
#include "text/ascii.h"

namespace fuwake::page {

void LayoutSigns::see_tag(const HtmlToken& tag) {
  at_cell_ |= tag.data == "td" || tag.data == "th";
  moved_ = moved_ || may_move_letters(tag);
}

void LayoutSigns::see_text(std::string_view text, const std::string& shown, bool hidden) {
  constexpr std::size_t enough = 1000;
  see_short(text.substr(0, enough));
  if (!hidden && at_cell_) see_cell(text, shown);
}

// "Y", "o", "u" in elements of their own: how many texts of up to three letters stand in a row.
void LayoutSigns::see_short(std::string_view text) {
  constexpr std::size_t shortest = 3;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size() && letters <= shortest; ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool no_break_space =
        byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) == 0xA0;
    letters += byte > ' ' && (byte & 0xC0U) != 0x80 && !text::is_digit(text[at]) && !no_break_space;
  }
  if (letters == 0) return;
  short_ = letters > shortest ? 0 : short_ + 1;
  longest_short_ = std::max(longest_short_, short_);
}

// "acco", "unt" in two cells.
void LayoutSigns::see_cell(std::string_view text, const std::string& shown) {
  const auto last = shown.find_last_not_of(' ');
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return;
  moved_ = moved_ || (last != std::string::npos && is_small(shown[last]) && is_small(text[first]));
  at_cell_ = false;
}

// What a rule may hide between two words of a line.
void LayoutSigns::see_begin(const HtmlToken& tag, const std::string& shown) {
  if (shown.empty() || shown.back() == '\n' || is_block_element(tag.data) || tag.data == "td") return;
  for (std::string& name : names_of(tag))
    if (within_lines_.size() < most_within_lines) within_lines_.insert(std::move(name));
}

bool LayoutSigns::tell(const Above& above) const {
  constexpr std::size_t many = 6;
  const auto moves = [](const LetterRule& rule) { return moves_letters(rule); };
  const auto parts_words = [this](const std::string& name) { return within_lines_.contains(name); };
  return moved_ || longest_short_ >= many || within_lines_.size() >= most_within_lines ||
         std::any_of(above.letters.begin(), above.letters.end(), moves) ||
         std::any_of(above.hidden.begin(), above.hidden.end(), parts_words);
}

}  // namespace fuwake::page
