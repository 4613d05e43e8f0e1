// What styles do to letters beside hiding them: letters that stand in no text ("content"), in another order than they
// are written, or side by side where their elements would part them. By their names, as page/hidden_names.h has them:
// a rule is held against every element that its last compound names, whatever stands around it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "page/html_tokenizer.h"
#include "page/style_rules.h"

namespace fuwake::page {

/// A rule of a style sheet that bears on which letters are read, and in which order; both normalised_css(). Of
/// "@counter-style x" the selectors are just that.
struct LetterRule {
  std::string selectors, declarations;
};

/// What a style says of an element; where it is not said, nothing is.
struct LetterStyle {
  enum class Direction { unsaid, from_left, from_right };
  Direction direction = Direction::unsaid;
  bool overrides = false;               // unicode-bidi: the letters go as `direction` says, whatever they are
  bool isolates = false;                // or are apart from those around
  bool hidden = false;                  // with all that is in it
  std::optional<bool> tiny, invisible;  // until something in it says otherwise
  bool displayed = false;               // a `display` other than none, which shows what elements hide by themselves
  bool forced = false;                  // and against the element's own style: "display: block !important"
  bool begins_no_line = false;          // "display: inline", "float: left", "position: absolute"
  bool atomic = false;                  // a box among letters: "display: inline-block"
  bool lays_out = false;                // "display: flex", "grid": what stands in it stands side by side
  bool reversed = false;                // "row-reverse"
  bool floats_right = false;
  std::optional<double> order, left, top;
  std::string content;  // as it is written: strings, attr(…), counter(…)
  std::string marker, quotes;

  bool says_anything() const;
  void add(const LetterStyle& other);
};

LetterStyle letter_style_of(const StyleRules& rules);

/// Whether it is worth while to keep a rule with these declarations.
bool bears_on_letters(std::string_view declarations);

/// Whether such a rule may make letters seen otherwise than they are written, in words that are not hidden.
bool moves_letters(const LetterRule& rule);

/// All rules of a mail's style sheets.
class LetterStyles {
 public:
  explicit LetterStyles(const std::vector<LetterRule>& rules);

  enum class Place { element, before, after };

  /// Of an element by its names, and of its own `style`; of what stands before and behind it.
  LetterStyle of(const HtmlToken& tag, Place place) const;

  /// The letters that a value of `content`, `list-style-type` or `quotes` puts onto the page.
  std::string letters_of(std::string_view value, const HtmlToken& tag) const;

 private:
  using ByName = std::unordered_map<std::string, LetterStyle>;

  void add(const LetterRule& rule);

  ByName elements_, before_, after_;
  std::unordered_map<std::string, std::string> counters_;  // their symbols, by name
};

}  // namespace fuwake::page
