#include "page/above.h"

#include <algorithm>
#include <array>
#include <cstdlib>

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

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

double number_in(std::string_view value) {
  return std::strtod(std::string(value.substr(0, 30)).c_str(), nullptr);
}

bool is_nothing(std::string_view length) {
  return !length.empty() && length.front() >= '0' && length.front() <= '9' && number_in(length) < 2;
}

bool is_faded(const StyleRules& rules) {
  const std::string_view opacity = rules["opacity"], filter = rules["filter"];
  const bool per_cent = opacity.ends_with('%');
  const bool is_number = !opacity.empty() && opacity.find_first_not_of("+-.0123456789%") == std::string_view::npos;
  return (is_number && number_in(opacity) < (per_cent ? 50 : 0.5)) || contains(filter, "opacity(") ||
         contains(filter, "blur(") || contains(filter, "brightness(0") || rules["visibility"] == "hidden" ||
         rules["visibility"] == "collapse" || rules["display"] == "none" || rules["content-visibility"] == "hidden";
}

bool is_moved(const StyleRules& rules) {
  const std::string_view zoom = rules["zoom"];
  const double scale = number_in(zoom) / (contains(zoom, "%") ? 100 : 1);
  return rules.sets("transform", "none") || rules.sets("translate", "none") || rules.sets("scale", "1") ||
         rules.sets("rotate", "none") || rules.sets("offset-path", "none") || (scale > 0 && scale < 0.5) ||
         rules["position"] == "fixed";
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
  return length == "100%" || length == "100vh" || length == "100vw" || length == "100dvh" || length == "100lvh";
}

// Over the whole page, fixed, and not to be looked through.
bool lies_over_all(const StyleRules& rules) {
  if (rules["position"] != "fixed" || rules["display"] == "none") return false;
  const bool from_edge = rules["inset"] == "0" || rules["inset"] == "0px" || is_nothing(rules["top"]);
  const bool as_high = !rules["inset"].empty() || is_nothing(rules["bottom"]) || is_whole(rules["height"]) ||
                       is_whole(rules["min-height"]);
  const bool ground = rules.sets("background", "transparent") || rules.sets("background-color", "transparent");
  return from_edge && as_high && ground && rules["background"] != "none";
}

// Web pages that were mailed put their menus at 1,000 to 10,000.
bool above_all_else(const StyleRules& rules) {
  constexpr double highest = 1e9;
  return number_in(rules["z-index"]) >= highest;
}

// With attributes too, and then nothing more: layouts have "html[xmlns] .mobile".
bool is_root(std::string_view element) {
  constexpr std::array<std::string_view, 4> names = {"html", ":root", "html:root", ":root:root"};
  const auto attribute = element.find('[');
  if (attribute != std::string_view::npos && element.find(']') != element.size() - 1) return false;
  return is_one_of(names, element.substr(0, attribute));
}

// "html>div", "html > *", ":root>:not(body)", or an element of ours, of which a mail has none.
bool is_outside_body(std::string_view element) {
  if (element.starts_with("fuwake-") || element.starts_with("#fuwake-")) return true;
  const auto combinator = element.find('>');
  if (combinator == std::string_view::npos || !is_root(trimmed(element.substr(0, combinator)))) return false;
  const std::string_view child = trimmed(element.substr(combinator + 1));
  return !child.starts_with("body") && !child.starts_with("head");
}

bool is_in_top_layer(std::string_view element) {
  return contains(element, "[popover") || contains(element, ":popover-open") || contains(element, ":modal");
}

// A margin that draws a body over what stands above it.
bool is_drawn_up(const StyleRules& rules) {
  constexpr double far = -100;
  return number_in(rules["margin-top"]) <= far || number_in(rules["margin"]) <= far;
}

// Whom a rule is about: of a list of selectors each may be one of these.
struct Subjects {
  bool root = false, letters_of_root = false;     // ::before, ::after
  bool outside = false, letters_outside = false;  // what stands beside the body
  bool all = false, body = false, top_layer = false;

  bool any() const { return root || letters_of_root || outside || letters_outside || all || body || top_layer; }
};

void add_to(Subjects& subjects, std::string_view selector) {
  bool letters = false;
  for (const std::string_view name : {"::before", "::after", ":before", ":after"}) {
    if (letters || !selector.ends_with(name)) continue;
    letters = true;
    selector = trimmed(selector.substr(0, selector.size() - name.size()));
  }
  if (is_root(selector)) (letters ? subjects.letters_of_root : subjects.root) = true;
  if (is_outside_body(selector)) (letters ? subjects.letters_outside : subjects.outside) = true;
  subjects.all |= selector == "*";
  subjects.body |= selector == "body";
  subjects.top_layer |= is_in_top_layer(selector);
}

Subjects subjects_of(std::string_view selectors) {
  Subjects subjects;
  for (std::size_t at = 0; at <= selectors.size();) {
    const auto end = std::min(selectors.find(',', at), selectors.size());
    add_to(subjects, trimmed(selectors.substr(at, end - at)));
    at = end + 1;
  }
  return subjects;
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
  if (subjects.body && is_drawn_up(rules)) return true;
  return lies_over_all(rules) && (above_all_else(rules) || subjects.top_layer);
}

// `content: "…"` of a rule.
std::string said_by(std::string_view block) {
  const auto name = block.find("content:");
  if (name == std::string_view::npos) return {};
  const auto begin = block.find_first_of("\"'", name);
  if (begin == std::string_view::npos) return {};
  const auto end = block.find(block[begin], begin + 1);
  return std::string(block.substr(begin + 1, end - begin - 1)) + "\n";
}

class SheetReader {
 public:
  explicit SheetReader(std::string_view css) : css_(css) {}

  Above read() {
    while (at_ < css_.size()) {
      const char c = css_[at_];
      if (c == '"' || c == '\'')
        skip_string();
      else if (c == '{')
        open();
      else if (c == '}' || c == ';')
        begin_ = ++at_;
      else
        ++at_;
    }
    return std::move(above_);
  }

 private:
  void skip_string() { at_ = end_of_css_string(css_, at_); }

  void open() {
    const std::string_view selectors = trimmed(css_.substr(begin_, at_ - begin_));
    begin_ = ++at_;
    if (selectors.starts_with('@')) {
      if (!holds_always(selectors)) skip_block();
      return;
    }
    read_rule(selectors, block());
  }

  // What is drawn on paper, on small screens or by old programs is hidden there in honest mails: only what holds
  // wherever the mail is read is held against it. Not covered: conditions that always hold ("min-width:1px").
  static bool holds_always(std::string_view rule) {
    constexpr std::array<std::string_view, 5> always = {"@media", "@media all", "@media screen", "@media only screen",
                                                        "@media only all"};
    return rule.starts_with("@layer") || is_one_of(always, rule);
  }

  // Behind the end of the block that was opened.
  void skip_block() {
    for (std::size_t depth = 1; at_ < css_.size() && depth > 0;) {
      const char c = css_[at_];
      if (c == '"' || c == '\'') {
        skip_string();
        continue;
      }
      depth += c == '{' ? 1U : 0U;
      depth -= c == '}' ? 1U : 0U;
      ++at_;
    }
    begin_ = at_;
  }

  // Up to its end, or to a rule within it.
  std::string_view block() const {
    std::size_t end = at_;
    while (end < css_.size() && css_[end] != '{' && css_[end] != '}') {
      const bool quoted = css_[end] == '"' || css_[end] == '\'';
      end = quoted ? end_of_css_string(css_, end) : end + 1;
    }
    return css_.substr(at_, end - at_);
  }

  void read_rule(std::string_view selectors, std::string_view block) {
    constexpr std::size_t enough = 4096;
    if (above_.said.size() < enough) above_.said += said_by(block);
    at_ += block.size();
    begin_ = at_ - (block.size() - std::min(block.size(), block.rfind(';') + 1));
    if (!above_.covered) above_.covered = covers(subjects_of(selectors), block);
  }

  std::string_view css_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;  // of what may be selectors
  Above above_;
};

}  // namespace

Above above_of_sheet(std::string_view sheet) {
  return SheetReader(normalised_css(sheet)).read();
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
  if (tag.data == "html") return is_hidden(rules);
  if (tag.data == "body" && is_drawn_up(rules)) return true;
  return lies_over_all(rules) && (above_all_else(rules) || tag.attribute("popover") != nullptr);
}

}  // namespace fuwake::page
