// Rules of style as a browser reads them: one reader for style sheets and for style attributes, so that no comment,
// escape or "!important" hides from one what the other sees ("display:/**/none", "d\\69splay:none").
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fuwake::page {

/// Lower case, without comments and with escapes decoded (CSS Syntax 3, sections 4.3.1, 4.3.2, 4.3.7). Outside strings,
/// what is no letter or figure of ASCII in an escape is left out; of addresses without quotation marks "url()" stays.
std::string normalised_css(std::string_view css);

/// Behind the string of normalised CSS that begins at css[at], a quotation mark; a line's end closes it as well.
std::size_t end_of_css_string(std::string_view css, std::size_t at);

/// The rules of one block or attribute.
class StyleRules {
 public:
  /// `block`: what normalised_css() made.
  explicit StyleRules(std::string_view block);

  /// One of them at least is important.
  bool important() const { return important_; }

  /// The value that counts, without blanks but those of strings: the last that is important, else the last; "" where
  /// there is none. What browsers do not know of the few values of `display`, `visibility` and `position` is passed
  /// over.
  std::string_view operator[](std::string_view name) const;

  /// It has a value, and not that one, nor one that takes it back ("initial").
  bool sets(std::string_view name, std::string_view harmless) const;

 private:
  // Places in rules_; a layout asks forty times an element.
  struct Rule {
    std::size_t begin = 0, colon = 0, end = 0;
  };

  std::string rules_;  // "name:value;name:value", without blanks
  std::vector<Rule> places_;
  bool important_ = false;
};

}  // namespace fuwake::page
