#include "page/looks.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "page/css_values.h"
#include "page/elements.h"
#include "page/hidden_names.h"
#include "page/style_rules.h"
#include "text/ascii.h"

namespace fuwake::page {
namespace {

constexpr std::string_view clear = "transparent";

// A length of less than two pixels: "0", "1px", "0.1em", ".5pt".
bool is_tiny(std::string_view value) {
  constexpr std::size_t longest = 30;
  const std::string length(value.substr(0, longest));
  const char* begin = length.c_str();
  char* end = nullptr;
  const double number = std::strtod(begin, &end);
  if (end == begin || number < 0) return false;  // there is no negative size: the rule is none
  const std::string_view unit(end);
  if (unit == "px" || unit == "pt" || unit.empty()) return number < 2;
  if (unit == "em" || unit == "rem") return number < 0.15;
  return unit == "%" && number < 15;
}

// "transparent", "rgba(0,0,0,0)", "#0000": nothing of the letters is left.
bool is_clear(std::string_view colour) {
  if (colour == clear) return true;
  if (colour.starts_with('#') && (colour.size() == 5 || colour.size() == 9))
    return colour.ends_with(colour.size() == 5 ? "0" : "00");
  const auto last = colour.find_last_of(",/");
  if (!colour.ends_with(')') || last == std::string_view::npos) return false;
  const bool has_alpha = colour[last] == '/' || std::count(colour.begin(), colour.end(), ',') == 3;
  const auto alpha = css_number(colour.substr(last + 1), 0.01);
  return has_alpha && alpha && *alpha < 0.05;
}

// "#fff", "#ffffff", "white" and "rgb(255,255,255)" as one; other colours as they are written.
// Kept for each element that is open, so it is short.
std::string colour_of(std::string_view text) {
  constexpr std::size_t longest = 64;
  text = text.substr(0, longest);
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> names = {
      {{"white", "#ffffff"}, {"black", "#000000"}, {"rgb(255,255,255)", "#ffffff"}}};
  for (const auto& [name, value] : names)
    if (text == name) return std::string(value);
  if (is_clear(text)) return std::string(clear);
  if (text.size() == 4 && text[0] == '#') return {'#', text[1], text[1], text[2], text[2], text[3], text[3]};
  return std::string(text);
}

}  // namespace

Looks looks_of(const HtmlToken& tag, const Looks& around) {
  Looks looks = around;
  // A style sheet or an image may lay another background under it.
  if (tag.attribute("class") != nullptr || tag.attribute("background") != nullptr) looks.background.clear();
  looks.hidden = tag.attribute("hidden") != nullptr || is_never_shown(tag);
  if (const std::string* colour = tag.attribute("bgcolor"))
    looks.background = colour_of(text::lower_without_blanks(*colour));
  if (const std::string* colour = tag.attribute("color")) looks.colour = colour_of(text::lower_without_blanks(*colour));
  const std::string* style = tag.attribute("style");
  if (style == nullptr) return looks;
  const StyleRules rules(normalised_css(*style));
  const std::string_view visibility = rules["visibility"];
  const bool closed = rules["overflow"] == "hidden" && (is_tiny(rules["max-height"]) || is_tiny(rules["height"]));
  if (!visibility.empty()) looks.invisible = visibility == "hidden" || visibility == "collapse";
  // "<dialog style=display:block>" and "<p hidden style=display:block>" are shown.
  const std::string_view display = rules["display"];
  if (!display.empty() && is_shown_by_display(tag)) looks.hidden = false;
  looks.hidden |= display == "none" || closed || is_put_away(rules);  // "mso-hide" is Outlook's alone
  if (const auto colour = rules["color"]; !colour.empty()) looks.colour = colour_of(colour);
  std::string_view background = rules["background-color"];
  if (background.empty()) background = rules["background"];
  if (!background.empty()) looks.background = colour_of(background);
  if (const auto size = rules["font-size"]; !size.empty()) looks.tiny = is_tiny(size);
  return looks;
}

bool is_dark(const std::string& colour) {
  if (colour.size() != 7 || colour[0] != '#') return false;
  const long value = std::strtol(colour.c_str() + 1, nullptr, 16);
  return ((value >> 16 & 255) * 3 + (value >> 8 & 255) * 6 + (value & 255)) / 10 < 110;
}

}  // namespace fuwake::page
