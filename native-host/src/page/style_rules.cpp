#include "page/style_rules.h"

#include <unicode/utf.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

#include "text/ascii.h"

namespace fuwake::page {
namespace {

constexpr std::string_view importance = "!important";

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_of_name(char c) {
  return text::is_alphanumeric(c) || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

// CSS Syntax 3, section 4.3.7: "\\68 tml" and "\\html" are html. Where a name may stand, what is no letter of ASCII is
// left out: names that matter here have no other. In a string each letter stays ("\\2714 Verified"), and no quotation
// mark of an escape ends it.
void append_letter(std::string& out, UChar32 letter, bool in_string) {
  const char ascii = letter < 0x80 ? static_cast<char>(letter) : ' ';
  if (text::is_alphanumeric(ascii) || ascii == '-') {
    out += text::to_lower(ascii);
  } else if (in_string && letter < 0x80) {
    constexpr std::string_view ends = "\"'\\\n\r\f";
    out += ends.find(ascii) == std::string_view::npos && letter != 0 ? ascii : ' ';
  } else if (in_string && U_IS_UNICODE_CHAR(letter)) {
    std::array<char, U8_MAX_LENGTH> bytes = {};
    int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, letter);
    out.append(bytes.data(), static_cast<std::size_t>(length));
  }
}

std::size_t append_escape(std::string& out, std::string_view css, std::size_t at, bool in_string) {
  constexpr std::size_t longest = 6;
  std::size_t end = at + 1;
  while (end < css.size() && end - at <= longest && text::is_hex(css[end])) ++end;
  if (end == at + 1) {
    if (end >= css.size()) return end;
    // A line that ends behind the sign goes on.
    if (css[end] != '\n' && static_cast<unsigned char>(css[end]) < 0x80)
      append_letter(out, static_cast<unsigned char>(css[end]), in_string);
    else if (in_string && css[end] != '\n')
      return end;  // a letter beyond ASCII stands for itself
    return at + 2;
  }
  const auto code = std::strtoul(std::string(css.substr(at + 1, end - at - 1)).c_str(), nullptr, 16);
  append_letter(out, static_cast<UChar32>(code), in_string);
  return end < css.size() && is_blank(css[end]) ? end + 1 : end;
}

// "url(a'b)": what stands there without quotation marks begins no string, and nothing that matters here.
bool begins_bare_url(std::string_view before, std::string_view rest) {
  constexpr std::string_view word = "url(";
  if (!before.ends_with(word)) return false;
  before.remove_suffix(word.size());
  if (!before.empty() && is_of_name(before.back())) return false;
  const auto first = rest.find_first_not_of(" \t\r\n\f");
  return first != std::string_view::npos && rest[first] != '"' && rest[first] != '\'';
}

std::size_t end_of_bare_url(std::string_view css, std::size_t at) {
  while (at < css.size() && css[at] != ')') at += css[at] == '\\' ? 2 : 1;
  return std::min(at, css.size());
}

}  // namespace

std::string normalised_css(std::string_view css) {
  std::string out;
  out.reserve(css.size());
  char quote = 0;  // of the string that is open; section 4.3.5: a line's end closes it
  for (std::size_t at = 0; at < css.size();) {
    if (css[at] == '\\') {
      at = append_escape(out, css, at, quote != 0);
    } else if (quote != 0) {
      if (css[at] == quote || css[at] == '\n') quote = 0;
      out += text::to_lower(css[at++]);
    } else if (css[at] == '"' || css[at] == '\'') {
      quote = css[at];
      out += css[at++];
    } else if (css.substr(at, 2) == "/*") {
      const auto end = css.find("*/", at + 2);
      at = end == std::string_view::npos ? css.size() : end + 2;
    } else if (css.substr(at, 4) == "<!--" || css.substr(at, 3) == "-->") {
      at += css[at] == '<' ? 4 : 3;  // section 4.3.1: passed over
    } else {
      out += text::to_lower(css[at++]);
      if (out.back() == '(' && begins_bare_url(out, css.substr(at))) at = end_of_bare_url(css, at);
    }
  }
  return out;
}

std::size_t end_of_css_string(std::string_view css, std::size_t at) {
  const char quote = css[at];
  for (++at; at < css.size() && css[at] != quote && css[at] != '\n'; ++at) {
  }
  return std::min(css.size(), at + 1);
}

namespace {

// At a semicolon that stands in no string ("--x:';display:none;'").
std::size_t end_of_rule(std::string_view rules, std::size_t at) {
  while (at < rules.size() && rules[at] != ';')
    at = rules[at] == '"' || rules[at] == '\'' ? end_of_css_string(rules, at) : at + 1;
  return at;
}

}  // namespace

StyleRules::StyleRules(std::string_view block) {
  for (std::size_t at = 0; at < block.size();) {
    const bool quoted = block[at] == '"' || block[at] == '\'';
    const std::size_t end = quoted ? end_of_css_string(block, at) : at + 1;
    if (!is_blank(block[at])) rules_ += block.substr(at, end - at);
    at = end;
  }
  important_ = rules_.find(importance) != std::string::npos;
  for (std::size_t begin = 0; begin < rules_.size();) {
    const std::size_t end = end_of_rule(rules_, begin);
    const std::size_t colon = std::string_view(rules_).substr(begin, end - begin).find(':');
    if (colon != std::string_view::npos) places_.push_back({begin, begin + colon, end});
    begin = end + 1;
  }
}

namespace {

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Of what has few values, whether it is one: "display:none;display:foo" leaves nothing to be seen.
bool is_value_of(std::string_view name, std::string_view value) {
  constexpr std::array<std::string_view, 5> everywhere = {"initial", "inherit", "unset", "revert", "revert-layer"};
  constexpr std::array<std::string_view, 31> displays = {"none",
                                                         "block",
                                                         "inline",
                                                         "inline-block",
                                                         "contents",
                                                         "flex",
                                                         "inline-flex",
                                                         "grid",
                                                         "inline-grid",
                                                         "flow-root",
                                                         "list-item",
                                                         "table",
                                                         "inline-table",
                                                         "table-row",
                                                         "table-cell",
                                                         "table-row-group",
                                                         "table-column",
                                                         "table-column-group",
                                                         "table-header-group",
                                                         "table-footer-group",
                                                         "table-caption",
                                                         "ruby",
                                                         "ruby-base",
                                                         "ruby-text",
                                                         "ruby-base-container",
                                                         "ruby-text-container",
                                                         "math",
                                                         "-webkit-box",
                                                         "-webkit-inline-box",
                                                         "-webkit-flex",
                                                         "-webkit-inline-flex"};
  constexpr std::array<std::string_view, 3> visibilities = {"visible", "hidden", "collapse"};
  constexpr std::array<std::string_view, 6> positions = {"static", "relative", "absolute",
                                                         "fixed",  "sticky",   "-webkit-sticky"};
  if (is_one_of(everywhere, value) || value.starts_with("var(")) return true;
  if (name == "display") return is_one_of(displays, value);
  if (name == "visibility") return is_one_of(visibilities, value);
  if (name == "position") return is_one_of(positions, value);
  return true;
}

// "display:none!x" is no rule; "content:'!'" is one.
bool has_mark_outside_strings(std::string_view value) {
  for (std::size_t at = value.find_first_of("!\"'"); at < value.size(); at = value.find_first_of("!\"'", at)) {
    if (value[at] == '!') return true;
    at = end_of_css_string(value, at);
  }
  return false;
}

}  // namespace

std::string_view StyleRules::operator[](std::string_view name) const {
  const std::string_view rules = rules_;
  std::string_view counts;
  bool counts_more = false;
  for (const auto& [begin, colon, end] : places_) {
    if (rules.substr(begin, colon - begin) != name) continue;
    std::string_view value = rules.substr(colon + 1, end - colon - 1);
    const bool important = important_ && value.ends_with(importance);
    if (important) value.remove_suffix(importance.size());
    if (has_mark_outside_strings(value) || !is_value_of(name, value)) continue;
    if (important || !counts_more) counts = value;
    counts_more |= important;
  }
  return counts;
}

bool StyleRules::sets(std::string_view name, std::string_view harmless) const {
  const std::string_view value = (*this)[name];
  return !value.empty() && value != harmless && value != "initial" && value != "unset" && value != "inherit" &&
         !value.starts_with("var(");
}

}  // namespace fuwake::page
