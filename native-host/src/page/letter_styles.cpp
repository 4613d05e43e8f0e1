#include "page/letter_styles.h"

#include <algorithm>
#include <array>

#include "page/css_values.h"
#include "page/hidden_names.h"
#include "text/ascii.h"

namespace fuwake::page {
namespace {

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// The strings of a value, one behind the other.
std::string strings_of(std::string_view value) {
  std::string out;
  for (std::size_t at = value.find_first_of("\"'"); at < value.size(); at = value.find_first_of("\"'", at)) {
    const std::size_t end = end_of_css_string(value, at);
    std::string_view letters = value.substr(at + 1, end - at - 1);
    if (letters.ends_with(value[at])) letters.remove_suffix(1);
    out += letters;
    at = end;
  }
  return out;
}

constexpr std::string_view counter_style = "@counter-style";

// "bold 'x'" and the like: a value of which only strings and functions of names are letters.
bool has_letters(std::string_view value) {
  return value.find_first_of("\"'(") != std::string_view::npos;
}

// "!important" of what would be seen.
bool forces_to_show(const StyleRules& rules) {
  constexpr std::array<std::string_view, 9> names = {"display",  "visibility", "opacity", "font-size", "max-height",
                                                     "position", "height",     "color",   "left"};
  return rules.important() && std::any_of(names.begin(), names.end(), [&](auto name) { return !rules[name].empty(); });
}

// "grid-area: 1 / 3": where in a grid an item stands, as its order.
std::optional<double> place_in_grid(const StyleRules& rules) {
  const auto number = [&rules](std::string_view name) {
    return rules[name].empty() ? std::nullopt : css_number(rules[name], 8);
  };
  std::optional<double> row = number("grid-row"), column = number("grid-column");
  if (!row) row = number("grid-row-start");
  if (!column) column = number("grid-column-start");
  if (const std::string_view area = rules["grid-area"]; !area.empty()) {
    row = css_number(area, 8);
    if (const auto slash = area.find('/'); slash != area.npos) column = css_number(area.substr(slash + 1), 8);
  }
  constexpr double more_than_columns = 1000;
  return row || column ? std::optional(row.value_or(0) * more_than_columns + column.value_or(0)) : std::nullopt;
}

void take_display(LetterStyle& style, std::string_view display) {
  style.displayed = !display.empty() && display != "none";
  style.atomic = display.starts_with("inline-") || display == "table-cell";
  style.begins_no_line = display == "inline" || style.atomic || display == "contents";
  style.lays_out = contains(display, "flex") || contains(display, "grid");
}

}  // namespace

bool LetterStyle::says_anything() const {
  return direction != Direction::unsaid || overrides || isolates || hidden || tiny || invisible || displayed ||
         forced || begins_no_line || lays_out || reversed || floats_right || order || left || top || !content.empty() ||
         !marker.empty() || !quotes.empty();
}

void LetterStyle::add(const LetterStyle& other) {
  if (other.direction != Direction::unsaid) direction = other.direction;
  overrides |= other.overrides;
  isolates |= other.isolates;
  hidden |= other.hidden;
  displayed |= other.displayed;
  if (other.tiny) tiny = other.tiny;
  if (other.invisible) invisible = other.invisible;
  forced |= other.forced;
  begins_no_line |= other.begins_no_line;
  atomic |= other.atomic;
  lays_out |= other.lays_out;
  reversed |= other.reversed;
  floats_right |= other.floats_right;
  if (other.order) order = other.order;
  if (other.left) left = other.left;
  if (other.top) top = other.top;
  for (const auto part : {&LetterStyle::content, &LetterStyle::marker, &LetterStyle::quotes})
    if (!(other.*part).empty()) this->*part = other.*part;
}

LetterStyle letter_style_of(const StyleRules& rules) {
  LetterStyle style;
  take_display(style, rules["display"]);
  const std::string_view direction = rules["direction"], bidi = rules["unicode-bidi"], position = rules["position"];
  if (direction == "rtl" || direction == "ltr")
    style.direction = direction == "rtl" ? LetterStyle::Direction::from_right : LetterStyle::Direction::from_left;
  style.overrides = contains(bidi, "override");
  style.isolates = contains(bidi, "isolate") || bidi == "plaintext";
  style.hidden = rules["display"] == "none" || is_put_away(rules);
  if (const auto size = rules["font-size"]; !size.empty()) style.tiny = css_number(size, 0.16).value_or(16) < 2;
  if (const auto visibility = rules["visibility"]; !visibility.empty())
    style.invisible = visibility == "hidden" || visibility == "collapse";
  style.forced = !style.hidden && forces_to_show(rules);
  style.floats_right = rules["float"] == "right" || rules["float"] == "inline-end";
  const bool placed = position == "absolute" || position == "fixed";
  style.begins_no_line |= placed || rules.sets("float", "none");
  style.reversed = contains(rules["flex-direction"], "reverse") || contains(rules["flex-flow"], "reverse");
  const auto number = [&rules](std::string_view name) {
    return rules[name].empty() ? std::nullopt : css_number(rules[name], 8);
  };
  style.order = number("order");
  if (!style.order) style.order = place_in_grid(rules);
  if (placed) {
    style.left = number("left");
    style.top = number("top");
    if (const auto right = number("right"); right && !style.left) style.left = -*right;
  }
  style.content = has_letters(rules["content"]) ? rules["content"] : std::string_view();
  for (const std::string_view name : {"list-style", "list-style-type"})
    if (!rules[name].empty() && !contains(rules[name], "url(")) style.marker = rules[name];
  style.quotes = has_letters(rules["quotes"]) ? rules["quotes"] : std::string_view();
  return style;
}

bool bears_on_letters(std::string_view declarations) {
  constexpr std::array<std::string_view, 7> words = {"content", "list-style", "quotes", "bidi",
                                                     "reverse", "rtl",        "symbols"};
  if (std::any_of(words.begin(), words.end(), [&](auto word) { return contains(declarations, word); })) return true;
  const LetterStyle style = letter_style_of(StyleRules(declarations));
  return style.hidden || style.tiny.value_or(false) || style.invisible || style.displayed || style.forced ||
         style.order || style.begins_no_line || style.floats_right || style.lays_out;
}

bool moves_letters(const LetterRule& rule) {
  constexpr std::array<std::string_view, 6> not_shown = {"title", "head", "style", "script", "dialog", "datalist"};
  const LetterStyle style = letter_style_of(StyleRules(rule.declarations));
  if (style.forced) return true;
  if (style.displayed &&
      std::any_of(not_shown.begin(), not_shown.end(), [&](auto name) { return contains(rule.selectors, name); }))
    return true;
  const auto writes = [](std::string_view value) {
    return contains(value, "(") || std::any_of(value.begin(), value.end(), text::is_alphanumeric);
  };
  return style.order || style.reversed || style.overrides || style.floats_right ||
         style.direction == LetterStyle::Direction::from_right || (style.begins_no_line && !style.atomic) ||
         writes(style.content) || writes(style.quotes) || has_letters(style.marker) ||
         contains(rule.declarations, "symbols");
}

LetterStyles::LetterStyles(const std::vector<LetterRule>& rules) {
  for (const LetterRule& rule : rules) add(rule);
}

void LetterStyles::add(const LetterRule& rule) {
  const StyleRules declarations(rule.declarations);
  if (std::string_view name = rule.selectors; name.starts_with(counter_style)) {
    name.remove_prefix(counter_style.size());
    name.remove_prefix(std::min(name.find_first_not_of(" \t\r\n\f"), name.size()));
    counters_[std::string(name)] = std::string(declarations["symbols"]);
    return;
  }
  const LetterStyle style = letter_style_of(declarations);
  if (!style.says_anything()) return;
  for (const std::string_view selector : text::split(rule.selectors, ',')) {
    Names names;
    add_names_in(selector, names);
    ByName& by_name = contains(selector, ":before") ? before_ : contains(selector, ":after") ? after_ : elements_;
    if (contains(selector, ":marker")) {
      LetterStyle marker;
      marker.content = style.content;
      for (const std::string& name : names) before_[name].add(marker);
      continue;
    }
    for (const std::string& name : names) by_name[name].add(style);
  }
}

LetterStyle LetterStyles::of(const HtmlToken& tag, Place place) const {
  const ByName& by_name = place == Place::element ? elements_ : place == Place::before ? before_ : after_;
  LetterStyle style;
  if (!by_name.empty())
    for (const std::string& name : names_of(tag))
      if (const auto known = by_name.find(name); known != by_name.end()) style.add(known->second);
  const std::string* own = tag.attribute("style");
  if (place == Place::element && own != nullptr) style.add(letter_style_of(StyleRules(normalised_css(*own))));
  return style;
}

std::string LetterStyles::letters_of(std::string_view value, const HtmlToken& tag) const {
  constexpr std::size_t most = 16 * 1024;
  std::string out;
  for (std::size_t at = 0; at < value.size() && out.size() < most;) {
    if (value[at] == '"' || value[at] == '\'') {
      const std::size_t end = end_of_css_string(value, at);
      out += strings_of(value.substr(at, end - at));
      at = end;
      continue;
    }
    const std::size_t end = std::min(value.find_first_of("\"'(", at), value.size());
    const std::string_view word = value.substr(at, end - at);
    const bool function = end < value.size() && value[end] == '(';
    const std::size_t close = function ? std::min(value.find(')', end), value.size()) : end;
    const std::string_view arguments = function ? value.substr(end + 1, close - std::min(close, end + 1)) : word;
    at = function ? close + 1 : std::max(end, at + 1);
    if (word.ends_with("attr"))
      if (const std::string* attribute = tag.attribute(arguments.substr(0, arguments.find_first_of(",)"))))
        out += attribute->substr(0, most);
    const auto comma = arguments.rfind(',');
    const auto style = counters_.find(std::string(comma == arguments.npos ? arguments : arguments.substr(comma + 1)));
    if (style != counters_.end()) out += strings_of(style->second);
    if (function && word.ends_with("symbols")) out += strings_of(arguments);
  }
  return out;
}

}  // namespace fuwake::page
