#include "page/style_rules.h"

#include <algorithm>
#include <cstdlib>

#include "text/ascii.h"

namespace fuwake::page {
namespace {

constexpr std::string_view importance = "!important";

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

// CSS Syntax 3, section 4.3.7: "\\68 tml" and "\\html" are html. What is no letter of ASCII is left out: names that
// matter here have no other, and signs before a sentence ("\\2714 Verified") do not.
std::size_t append_escape(std::string& out, std::string_view css, std::size_t at) {
  constexpr std::size_t longest = 6;
  std::size_t end = at + 1;
  while (end < css.size() && end - at <= longest && text::is_hex(css[end])) ++end;
  const auto append = [&out](char letter) {
    if (text::is_alphanumeric(letter) || letter == '-') out += text::to_lower(letter);
  };
  if (end == at + 1) {
    if (end < css.size()) append(css[end]);
    return at + 2;
  }
  const auto code = std::strtoul(std::string(css.substr(at + 1, end - at - 1)).c_str(), nullptr, 16);
  append(code < 0x80 ? static_cast<char>(code) : ' ');
  return end < css.size() && is_blank(css[end]) ? end + 1 : end;
}

}  // namespace

std::string normalised_css(std::string_view css) {
  std::string out;
  out.reserve(css.size());
  char quote = 0;  // of the string that is open; section 4.3.5: a line's end closes it
  for (std::size_t at = 0; at < css.size();) {
    if (quote != 0 && css[at] != '\\') {
      if (css[at] == quote || css[at] == '\n') quote = 0;
      out += text::to_lower(css[at++]);
    } else if (quote == 0 && (css[at] == '"' || css[at] == '\'')) {
      quote = css[at];
      out += css[at++];
    } else if (css.substr(at, 2) == "/*") {
      const auto end = css.find("*/", at + 2);
      at = end == std::string_view::npos ? css.size() : end + 2;
    } else if (css.substr(at, 4) == "<!--" || css.substr(at, 3) == "-->") {
      at += css[at] == '<' ? 4 : 3;  // section 4.3.1: passed over
    } else if (css[at] == '\\') {
      at = append_escape(out, css, at);
    } else {
      out += text::to_lower(css[at++]);
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
  for (const char c : block)
    if (!is_blank(c)) rules_ += c;
  important_ = rules_.find(importance) != std::string::npos;
  for (std::size_t begin = 0; begin < rules_.size();) {
    const std::size_t end = end_of_rule(rules_, begin);
    const std::size_t colon = std::string_view(rules_).substr(begin, end - begin).find(':');
    if (colon != std::string_view::npos) places_.push_back({begin, begin + colon, end});
    begin = end + 1;
  }
}

std::string_view StyleRules::operator[](std::string_view name) const {
  const std::string_view rules = rules_;
  std::string_view counts;
  bool counts_more = false;
  for (const auto& [begin, colon, end] : places_) {
    if (rules.substr(begin, colon - begin) != name) continue;
    std::string_view value = rules.substr(colon + 1, end - colon - 1);
    const bool important = important_ && value.ends_with(importance);
    if (important) value.remove_suffix(importance.size());
    // "display:none!x" is no rule.
    if (value.find('!') != std::string_view::npos) continue;
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
