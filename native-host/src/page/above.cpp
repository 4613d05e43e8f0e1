#include "page/above.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>
#include <vector>

#include "page/css_values.h"
#include "page/letter_styles.h"
#include "page/style_rules.h"
#include "text/ascii.h"

namespace fuwake::page {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// Of what has no length beside it: "100%" is 1.
std::optional<double> factor_in(std::string_view value) {
  return css_number(value, 0.01);
}

// In pixels, of a window.
std::optional<double> length_in(std::string_view value) {
  return css_number(value, 8);
}

bool is_nothing(std::string_view value) {
  const auto length = length_in(value);
  return length && *length >= 0 && *length < 2;
}

// The factor of a filter: "contrast(0)"; nullopt where it has none such.
std::optional<double> factor_of(std::string_view filter, std::string_view name) {
  const auto at = filter.find(name);
  return at == std::string_view::npos ? std::nullopt : factor_in(filter.substr(at + name.size()));
}

// "invert(1)" alone is how dark modes are made.
bool is_filtered_away(std::string_view filter) {
  if (contains(filter, "opacity(") || contains(filter, "blur(") || contains(filter, "url(")) return true;
  const auto brightness = factor_of(filter, "brightness("), contrast = factor_of(filter, "contrast("),
             inverted = factor_of(filter, "invert(");
  return (brightness && (*brightness < 0.5 || *brightness > 5)) || (contrast && *contrast < 0.5) ||
         (inverted && *inverted > 0.3 && *inverted < 0.7);
}

bool is_faded(const StyleRules& rules) {
  const std::string_view opacity = rules["opacity"];
  const auto left = factor_in(opacity);
  return (left && *left < 0.5) || (!left && contains(opacity, "(")) || is_filtered_away(rules["filter"]) ||
         rules["visibility"] == "hidden" || rules["visibility"] == "collapse" || rules["display"] == "none" ||
         rules["content-visibility"] == "hidden";
}

bool is_moved(const StyleRules& rules) {
  const auto zoom = factor_in(rules["zoom"]);
  return rules.sets("transform", "none") || rules.sets("translate", "none") || rules.sets("scale", "1") ||
         rules.sets("rotate", "none") || rules.sets("offset-path", "none") || (zoom && *zoom > 0 && *zoom < 0.5) ||
         rules["position"] == "fixed" || rules.sets("animation", "none") || rules.sets("animation-name", "none");
}

bool is_clipped(const StyleRules& rules) {
  const std::string_view contain = rules["contain"];
  const bool without_height = is_nothing(rules["height"]) || is_nothing(rules["max-height"]);
  return rules.sets("clip-path", "none") || rules.sets("mask", "none") || rules.sets("mask-image", "none") ||
         contains(contain, "strict") || contains(contain, "size") ||
         (without_height && (rules["overflow"] == "hidden" || rules["overflow"] == "clip"));
}

bool is_hidden(const StyleRules& rules) {
  return is_faded(rules) || is_moved(rules) || is_clipped(rules);
}

bool is_whole(std::string_view length) {
  constexpr double nearly = 780;  // of a window of 800
  return length_in(length).value_or(0) >= nearly;
}

// Over the whole page, fixed, and not to be looked through.
bool lies_over_all(const StyleRules& rules) {
  if (rules["position"] != "fixed" || rules["display"] == "none") return false;
  const bool from_edge = is_nothing(rules["inset"]) || is_nothing(rules["top"]);
  const bool as_high = !rules["inset"].empty() || is_nothing(rules["bottom"]) || is_whole(rules["height"]) ||
                       is_whole(rules["min-height"]);
  const bool ground = rules.sets("background", "transparent") || rules.sets("background-color", "transparent");
  return from_edge && as_high && ground && rules["background"] != "none";
}

// Web pages that were mailed put their menus at 1,000 to 10,000.
bool above_all_else(const StyleRules& rules) {
  constexpr double highest = 1e9;
  return factor_in(rules["z-index"]).value_or(0) >= highest;
}

bool is_placed(const StyleRules& rules) {
  const std::string_view position = rules["position"];
  return position == "relative" || position == "absolute" || position == "fixed" || position == "sticky";
}

// What draws a body over what stands above it.
bool is_drawn_up(const StyleRules& rules) {
  constexpr double far = -40;
  const auto reaches = [&rules](std::string_view name) { return length_in(rules[name]).value_or(0) <= far; };
  for (const std::string_view margin : {"margin", "margin-top", "margin-block", "margin-block-start"})
    if (reaches(margin)) return true;
  for (const std::string_view edge : {"top", "inset", "inset-block", "inset-block-start"})
    if (is_placed(rules) && reaches(edge)) return true;
  const std::string_view transform = rules["transform"];
  return (contains(transform, "translate") && smallest_number_in(transform, 8).value_or(0) <= far) ||
         (is_placed(rules) && above_all_else(rules));
}

// Once a rule, however many its selectors: that is as long as it is written.
bool covers(const Subjects& subjects, std::string_view block) {
  if (!subjects.any() && !contains(block, "fixed")) return false;
  const StyleRules rules(block);
  if (subjects.letters_of_root && rules["position"] == "fixed") return true;
  if (subjects.letters_outside) return true;
  if (subjects.outside && (is_hidden(rules) || rules["pointer-events"] == "none")) return true;
  if (subjects.root && is_hidden(rules)) return true;
  // "*{transform:translateZ(0)!important}" makes old devices draw faster, and hides nothing.
  if (subjects.all && rules.important() && is_faded(rules)) return true;
  if ((subjects.body || subjects.root) && is_drawn_up(rules)) return true;
  if (subjects.top_layer && is_faded(rules)) return true;
  return lies_over_all(rules) && (above_all_else(rules) || subjects.top_layer);
}

// The strings of a value, one behind the other: "'Fuw' 'ake'" is one word.
std::string strings_of(std::string_view value) {
  std::string out;
  for (std::size_t at = 0; at < value.size();) {
    if (value[at] != '"' && value[at] != '\'') {
      ++at;
      continue;
    }
    const std::size_t end = end_of_css_string(value, at);
    std::string_view text = value.substr(at + 1, end - at - 1);
    if (text.ends_with(value[at])) text.remove_suffix(1);
    out += text;
    at = end;
  }
  return out;
}

// What a rule writes onto the page: `content: "…"`, and what stands before the items of a list.
std::string said_by(std::string_view block) {
  constexpr std::array<std::string_view, 5> properties = {"content", "list-style", "list-style-type", "quotes",
                                                          "symbols"};
  if (std::none_of(properties.begin(), properties.end(), [&](auto name) { return contains(block, name); })) return {};
  const StyleRules rules(block);
  std::string out;
  for (const std::string_view name : properties)
    if (std::string said = strings_of(rules[name]); !said.empty()) out += said + "\n";
  return out;
}

// The variables of a mail's sheets ("--x: 0"), and their values put in where they are asked for.
class Variables {
 public:
  void add(std::string_view name, std::string_view value) {
    constexpr std::size_t longest = 1000;
    if (values_.size() < most) values_[std::string(name)] = std::string(value.substr(0, longest));
  }

  /// Bounded, for one may hold ten of another.
  std::string put_into(std::string_view block) {
    std::string text(block);
    constexpr int most_steps = 200;
    for (int step = 0; step < most_steps && room_ > text.size(); ++step) {
      const auto at = text.rfind("var(");
      if (at == std::string::npos || !replace(text, at)) break;
      room_ -= std::min(room_, text.size());
    }
    return text;
  }

 private:
  // More than a mail has; what is not kept stays as it is written, and is held against a root ("opacity: var(--x)").
  static constexpr std::size_t most = 10'000;

  // The last one is innermost: its arguments hold no other.
  bool replace(std::string& text, std::size_t at) const {
    const std::size_t begin = at + 4, end = std::min(text.find(')', begin), text.size());
    const std::string_view arguments = std::string_view(text).substr(begin, end - begin);
    const auto comma = std::min(arguments.find(','), arguments.size());
    const auto known = values_.find(std::string(trimmed(arguments.substr(0, comma))));
    if (known == values_.end() && values_.size() >= most) return false;
    const std::string fallback(comma < arguments.size() ? arguments.substr(comma + 1) : "");
    const std::string instead = known != values_.end() ? known->second : fallback;
    text.replace(at, std::min(end + 1, text.size()) - at, instead);
    return true;
  }

  std::unordered_map<std::string, std::string> values_;
  std::size_t room_ = 4 * 1024 * 1024;
};

// What is drawn on paper or by other kinds of programs is hidden there in honest mails; on screens of whatever size it
// is held against the mail.
bool is_for_screens(std::string_view condition) {
  for (const std::string_view query : text::split(condition, ',')) {
    std::string_view rest = trimmed(query);
    const bool denied = rest.starts_with("not ") && !trimmed(rest.substr(4)).starts_with('(');
    for (const std::string_view word : {"not ", "only "})
      if (rest.starts_with(word)) rest = trimmed(rest.substr(word.size()));
    const std::string_view type = rest.substr(0, rest.find_first_of(" ("));
    const bool screen = type.empty() || type == "all" || type == "screen" || type == "not";
    if (screen != denied) return true;
  }
  return false;
}

// "max-width:600px" is how newsletters look on telephones; "max-width:9999px" is every screen.
bool is_for_small_screens(std::string_view condition) {
  constexpr std::string_view most = "max-width:";
  constexpr double widest = 1000;
  const auto at = condition.find(most);
  if (at == std::string_view::npos) return contains(condition, "max-device-width");
  const auto width = css_number(trimmed(condition.substr(at + most.size())), 8);
  return width && *width < widest;
}

// "background: url('data:image/png;base64,…')" is most of many a sheet.
std::string without_pictures(std::string_view declarations) {
  constexpr std::string_view picture = "url(";
  std::string out;
  for (auto at = declarations.find(picture); at != std::string_view::npos; at = declarations.find(picture)) {
    out += declarations.substr(0, at + picture.size());
    declarations.remove_prefix(std::min(declarations.find(')', at), declarations.size()));
  }
  return out.append(declarations);
}

class SheetReader {
 public:
  SheetReader(const RootAttributes& root, Variables& variables, Above& above)
      : root_(root), variables_(variables), above_(above) {}

  void read(std::string_view css) {
    open_.assign(1, {});
    extra_ = 0;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < css.size();) {
      const char c = css[at];
      if (c == '"' || c == '\'') {
        at = end_of_css_string(css, at);
        continue;
      }
      const std::string_view statement = css.substr(begin, at - begin);
      ++at;
      if (c != '{' && c != '}' && c != ';') continue;
      begin = at;
      if (c == '{')
        open(trimmed(statement));
      else
        add(statement);
      if (c == '}') close();
    }
    add(css.substr(begin));
    while (open_.size() > 1) close();
  }

 private:
  // What stands between two braces, and about whom its declarations are.
  struct Block {
    bool rule = false;     // of style: what is nested in it is about what stands in its elements
    bool scope = false;    // "@scope": as well, but only where it is named
    bool ignored = false;  // holds nowhere, or is about something else
    bool small = false;    // on telephones alone, by the width of the screen
    bool narrow = false;   // on small screens, where layouts whose names were taken away hide "*"
    Selected selected;
    std::string declarations;
    std::string_view selectors = {};
  };
  // Deeper ones are read as if they stood in the deepest.
  static constexpr std::size_t deepest = 100;

  void open(std::string_view prelude) {
    Block block = prelude.starts_with('@') ? block_of_at_rule(prelude) : block_of_rule(prelude);
    if (open_.size() < deepest) {
      open_.push_back(std::move(block));
      return;
    }
    judge(open_.back());
    open_.back() = std::move(block);
    ++extra_;
  }

  Block block_of_rule(std::string_view selectors) const {
    const Block& around = open_.back();
    if (around.ignored) return {false, false, true, false, false, {}, {}};
    const Matches* matches = around.rule ? &around.selected.matches : nullptr;
    Selected selected = around.scope ? select_in_scope(selectors) : select(selectors, root_, matches);
    if (around.narrow) selected.subjects.all = false;
    return {true, false, false, around.small, around.narrow, selected, {}, selectors};
  }

  // ":scope" is named where it is meant.
  Selected select_in_scope(std::string_view selectors) const {
    const bool names = contains(selectors, ":scope") || contains(selectors, "&");
    return select(selectors, root_, names ? &open_.back().selected.matches : nullptr);
  }

  Block block_of_at_rule(std::string_view prelude) const {
    const Block& around = open_.back();
    const std::string_view name = prelude.substr(0, prelude.find_first_of(" \t\r\n\f(\"'"));
    const std::string_view condition = trimmed(prelude.substr(name.size()));
    Block block = {around.rule,     around.scope, around.ignored,  around.small, around.narrow,
                   around.selected, {},           around.selectors};
    if (name == "@counter-style") block.selectors = prelude;
    if (name == "@scope") {
      const auto end = std::min(condition.find(" to "), condition.size());
      std::string_view root = trimmed(condition.substr(0, end));
      while (root.starts_with('(') && root.ends_with(')')) root = trimmed(root.substr(1, root.size() - 2));
      block.selected = select(root, root_, nullptr);
      block.selected.subjects = {};
      block.rule = false;
      block.scope = true;
      return block;
    }
    constexpr std::array<std::string_view, 5> hold = {"@layer", "@supports", "@container", "@media", "@counter-style"};
    block.ignored |= std::find(hold.begin(), hold.end(), name) == hold.end();
    block.ignored |= name == "@media" && !is_for_screens(condition);
    block.narrow |= name == "@media" && contains(condition, "max-");
    block.small |= name == "@media" && is_for_small_screens(condition);
    return block;
  }

  void add(std::string_view declaration) {
    Block& block = open_.back();
    if (open_.size() == 1 || block.ignored || declaration.empty()) return;
    block.declarations.append(declaration).append(";");
  }

  void close() {
    judge(open_.back());
    if (extra_ > 0)
      --extra_;
    else if (open_.size() > 1)
      open_.pop_back();
  }

  void judge(Block& block) {
    std::string declarations = std::exchange(block.declarations, {});
    if (declarations.empty() || block.ignored) return;
    if (contains(declarations, "var(")) declarations = variables_.put_into(declarations);
    constexpr std::size_t enough = 1024 * 1024;
    if (above_.said.size() < enough) above_.said += said_by(declarations);
    if (!block.selectors.empty()) {
      if (hides_text(StyleRules(declarations))) add_names_in(block.selectors, above_.hidden);
      if (!block.small && bears_on_letters(declarations)) add_letter_rule(block.selectors, declarations);
    }
    if (!above_.covered) above_.covered = covers(block.selected.subjects, declarations);
  }

  void add_letter_rule(std::string_view selectors, std::string_view declarations) {
    constexpr std::size_t most = 20'000, longest = 16 * 1024;
    LetterRule rule{std::string(selectors), without_pictures(declarations)};
    const bool fits = above_.letters.size() < most && rule.selectors.size() + rule.declarations.size() <= longest;
    above_.letters_cut |= !fits;
    if (fits) above_.letters.push_back(std::move(rule));
  }

  const RootAttributes& root_;
  Variables& variables_;
  Above& above_;
  std::vector<Block> open_;
  std::size_t extra_ = 0;  // so many are open beyond the deepest
};

// "--x: 0", wherever it stands.
void add_variables(std::string_view css, Variables& variables) {
  for (auto at = css.find("--"); at != std::string_view::npos; at = css.find("--", at + 2)) {
    const auto colon = css.find_first_of(":;{})", at);
    if (colon == std::string_view::npos || css[colon] != ':') continue;
    std::size_t end = colon + 1;
    while (end < css.size() && css[end] != ';' && css[end] != '}')
      end = css[end] == '"' || css[end] == '\'' ? end_of_css_string(css, end) : end + 1;
    variables.add(trimmed(css.substr(at, colon - at)), trimmed(css.substr(colon + 1, end - colon - 1)));
  }
}

}  // namespace

Above above_of_sheets(const std::vector<std::string>& sheets, const RootAttributes& root) {
  Above above;
  Variables variables;
  for (const std::string& sheet : sheets)
    if (contains(sheet, "var(")) {
      for (const std::string& each : sheets) add_variables(each, variables);
      break;
    }
  SheetReader reader(root, variables, above);
  for (const std::string& sheet : sheets) reader.read(sheet);
  return above;
}

bool covers_above(const HtmlToken& tag) {
  const std::string* style = tag.attribute("style");
  if (tag.data == "html") {
    const std::string* unheard = tag.attribute("aria-hidden");
    if (tag.attribute("inert") != nullptr || tag.attribute("hidden") != nullptr) return true;
    if (unheard != nullptr && *unheard == "true") return true;
  }
  if (style == nullptr) return false;
  const bool is_outer = tag.data == "html" || tag.data == "body";
  // Most elements of a newsletter have a style.
  if (!is_outer && style->find_first_of("xX\\") == std::string::npos) return false;
  const StyleRules rules(normalised_css(*style));
  if (is_outer && is_drawn_up(rules)) return true;
  if (tag.data == "html") return is_hidden(rules);
  return lies_over_all(rules) && (above_all_else(rules) || tag.attribute("popover") != nullptr);
}

}  // namespace fuwake::page
