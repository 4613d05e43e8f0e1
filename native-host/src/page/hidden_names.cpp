#include "page/hidden_names.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "page/css_values.h"
#include "page/style_rules.h"
#include "text/ascii.h"

namespace fuwake::page {
namespace {

constexpr std::size_t most_names = 10'000, longest_name = 100;

bool is_of_name(char c) {
  return text::is_alphanumeric(c) || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

std::string_view name_at(std::string_view css, std::size_t at) {
  const auto end = std::find_if_not(css.begin() + static_cast<std::ptrdiff_t>(at), css.end(), is_of_name);
  return css.substr(at, static_cast<std::size_t>(end - css.begin()) - at);
}

// Of one compound ("i.q:not(.r)") by kind; what stands in brackets of functions belongs to it.
struct Compound {
  std::vector<std::string> exact, attributes;
  std::string element;
};

void add_exact(Compound& compound, char kind, std::string_view name) {
  if (!name.empty()) compound.exact.push_back(kind + std::string(name.substr(0, longest_name)));
}

// "[class~=q]" is ".q".
void add_attribute(Compound& compound, std::string_view inside) {
  const std::string_view name = name_at(inside, 0);
  const auto equals = inside.find('=');
  const bool named = name == "class" || name == "id";
  if (!named || equals == std::string_view::npos) {
    compound.attributes.push_back("[" + std::string(name.substr(0, longest_name)));
    return;
  }
  for (std::size_t at = equals; at < inside.size();) {
    const std::string_view value = name_at(inside, at);
    add_exact(compound, name == "class" ? '.' : '#', value);
    at += value.size() + 1;
  }
}

std::size_t end_of_brackets(std::string_view css, std::size_t at) {
  int depth = 0;
  while (at < css.size()) {
    const char c = css[at++];
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (depth <= 0) break;
  }
  return at;
}

void add_name(std::string name, Names& names) {
  names.insert(names.size() < most_names ? std::move(name) : "*");
}

void take(Compound& compound, Names& names) {
  auto& best = !compound.exact.empty() ? compound.exact : compound.attributes;
  for (std::string& name : best) add_name(std::move(name), names);
  if (best.empty()) add_name(compound.element.empty() ? "*" : std::move(compound.element), names);
  compound = {};
}

}  // namespace

void add_names_in(std::string_view selectors, Names& names) {
  Compound compound;
  int depth = 0;
  for (std::size_t at = 0; at < selectors.size();) {
    const char c = selectors[at++];
    if (c == '"' || c == '\'') at = end_of_css_string(selectors, at - 1);
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (c == '.' || c == '#') {
      const std::string_view name = name_at(selectors, at);
      add_exact(compound, c, name);
      at += name.size();
    } else if (c == '[') {
      const auto end = std::min(selectors.find(']', at), selectors.size());
      add_attribute(compound, selectors.substr(at, end - at));
      at = end;
    } else if (c == ':') {
      const std::string_view name = name_at(selectors, at);
      at += name.size();
      if (name == "not") at = end_of_brackets(selectors, at);  // whom it is not about
    } else if (is_of_name(c)) {
      const std::string_view name = name_at(selectors, at - 1);
      compound.element = std::string(name.substr(0, longest_name));
      at += name.size() - 1;
    } else if (c == ',' && depth <= 0) {
      take(compound, names);
    } else if ((c == ' ' || c == '>' || c == '+' || c == '~') && depth <= 0 &&
               selectors.find_first_not_of(" \t\r\n\f", at) != std::string_view::npos) {
      const auto next = selectors.find_first_not_of(" \t\r\n\f", at);
      if (selectors[next] != ',') compound = {};
    }
  }
  take(compound, names);
}

namespace {

constexpr double far_away = -100;

// "scale(0)", "translateX(-9999px)".
bool is_transformed_away(std::string_view transform) {
  const auto least = transform.empty() ? std::nullopt : smallest_number_in(transform, 8);
  return least && (*least < far_away || (transform.starts_with("scale") && *least < 0.1));
}

// Out of the page, or cut down to nothing. What lies beside its place within a word can be read.
bool is_taken_away(const StyleRules& rules) {
  const std::string_view position = rules["position"];
  if (position != "absolute" && position != "fixed") return false;
  if (!rules["clip"].empty() || !rules["clip-path"].empty()) return true;
  constexpr std::string_view offsets[] = {"left", "top", "right", "bottom", "margin-left", "margin-top", "text-indent"};
  return std::any_of(std::begin(offsets), std::end(offsets), [&](std::string_view name) {
    const auto offset = rules[name].empty() ? std::nullopt : smallest_number_in(rules[name], 8);
    return offset && *offset < far_away;
  });
}

bool is_less(const StyleRules& rules, std::string_view name, double least) {
  const auto value = rules[name].empty() ? std::nullopt : css_number(rules[name], 0.01);
  return value && *value < least;
}

bool lies_far_off(const StyleRules& rules) {
  constexpr double far = 1000;
  for (const std::string_view name : {"text-indent", "margin-left", "margin-top", "margin"})
    if (!rules[name].empty() && css_number(rules[name], 8).value_or(0) < -far) return true;
  const std::string_view transform = rules["transform"], translate = rules["translate"];
  for (const std::string_view value : {transform, translate})
    if (!value.empty() && smallest_number_in(value, 8).value_or(0) < -far) return true;
  const std::string_view position = rules["position"];
  if (position != "absolute" && position != "fixed" && position != "relative") return false;
  for (const std::string_view name : {"left", "top", "right", "bottom", "inset"}) {
    const double offset = rules[name].empty() ? 0 : css_number(rules[name], 8).value_or(0);
    if (offset < -far || (offset > 1.5 * far && name != "top")) return true;
  }
  return false;
}

// "rect(0,0,0,0)", "inset(50%)", "circle(0)": nothing is left. "inset(0)" leaves all.
bool is_clipped_away(const StyleRules& rules) {
  const std::string_view position = rules["position"], clip = rules["clip"], path = rules["clip-path"];
  const bool placed = position == "absolute" || position == "fixed";
  const auto number_in = [](std::string_view value) {
    const auto open = value.find('(');
    return open == std::string_view::npos ? std::nullopt : css_number(value.substr(open + 1), 1);
  };
  if (placed && clip.starts_with("rect(")) {
    const auto sizes = text::split(clip.substr(5, clip.size() - 6), ',');
    if (sizes.size() != 4) return clip.find_first_of("23456789") == std::string_view::npos;  // parted by blanks
    const auto side = [&](std::size_t i) { return css_number(sizes[i], 8); };
    const auto top = side(0), right = side(1), bottom = side(2), left = side(3);
    return (right && left && *right - *left < 2) || (bottom && top && *bottom - *top < 2);
  }
  if (path.starts_with("inset(")) return path.find('%') != path.npos && number_in(path).value_or(0) >= 50;
  if (path.starts_with("circle(") || path.starts_with("ellipse(")) return number_in(path).value_or(100) < 2;
  return path.starts_with("polygon(") && path.find_first_of("123456789") == path.npos;
}

}  // namespace

bool is_put_away(const StyleRules& rules) {
  const bool closed = (rules["overflow"] == "hidden" || rules["overflow"] == "clip") &&
                      (is_less(rules, "width", 2) || is_less(rules, "max-width", 2));
  const std::string_view transform = rules["transform"], filter = rules["filter"], mask = rules["mask"];
  const bool shrunk = is_less(rules, "scale", 0.1) || (is_less(rules, "zoom", 0.1) && rules["zoom"] != "0") ||
                      (transform.starts_with("scale") && smallest_number_in(transform, 0.01).value_or(1) > -0.1 &&
                       smallest_number_in(transform, 0.01).value_or(1) < 0.1);
  const bool faded = is_less(rules, "opacity", 0.1) || rules["content-visibility"] == "hidden" ||
                     (filter.starts_with("opacity(") && css_number(filter.substr(8), 0.01).value_or(1) < 0.1) ||
                     mask.starts_with("linear-gradient(transparent,transparent");
  return closed || shrunk || faded || lies_far_off(rules) || is_clipped_away(rules);
}

bool hides_text(const StyleRules& rules) {
  const std::string_view visibility = rules["visibility"], size = rules["font-size"];
  return rules["display"] == "none" || visibility == "hidden" || visibility == "collapse" ||
         (!size.empty() && css_number(size, 0.16).value_or(16) < 2) || is_transformed_away(rules["transform"]) ||
         is_taken_away(rules) || is_put_away(rules);
}

std::vector<std::string> names_of(const HtmlToken& tag) {
  constexpr std::size_t most = 50, longest_value = 4096;
  std::vector<std::string> names{"*", tag.data};
  for (const HtmlAttribute& attribute : tag.attributes) {
    const std::string name = text::to_lower(attribute.name.substr(0, longest_name));
    names.push_back("[" + name);
    if (name == "class" || name == "id")
      for (const std::string_view each : text::split(std::string_view(attribute.value).substr(0, longest_value), ' '))
        names.push_back((name == "class" ? "." : "#") + text::to_lower(each.substr(0, longest_name)));
    if (names.size() <= most && attribute.value.size() <= longest_value) continue;
    names.resize(std::min(names.size(), most));
    names.emplace_back(too_many_names);
    break;
  }
  return names;
}

}  // namespace fuwake::page
