// Signs, noted while a page is read, that it is drawn otherwise than it is written.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "page/above.h"
#include "page/hidden_names.h"
#include "page/html_tokenizer.h"

namespace fuwake::page {

/// Guesses in favour of looking: where one is there the page is laid out as well (laid_out.h), which costs as much as
/// reading it.
class LayoutSigns {
 public:
  void see_tag(const HtmlToken& tag);
  /// An element that is not hidden begins behind `shown`, the text so far.
  void see_begin(const HtmlToken& tag, const std::string& shown);
  /// A text that follows `shown`.
  void see_text(std::string_view text, const std::string& shown, bool hidden);

  /// Whether there is one, also in the style sheets.
  bool tell(const Above& above) const;

 private:
  void see_short(std::string_view text);
  void see_cell(std::string_view text, const std::string& shown);

  static constexpr std::size_t most_within_lines = 10'000;

  Names within_lines_;  // of what begins within a line
  std::size_t short_ = 0, longest_short_ = 0;
  bool moved_ = false, at_cell_ = false;
};

}  // namespace fuwake::page
