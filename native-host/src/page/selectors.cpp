#include "page/selectors.h"

#include <algorithm>
#include <string>

#include "text/ascii.h"

namespace fuwake::page {
namespace {

enum Element : std::size_t { root_element, head, body, other, content };
constexpr std::array<Element, 5> elements = {root_element, head, body, other, content};

constexpr Matches none = {Match::no, Match::no, Match::no, Match::no, Match::no};
constexpr Matches any = {Match::yes, Match::yes, Match::yes, Match::yes, Match::yes};
constexpr Matches unknown = {Match::maybe, Match::maybe, Match::maybe, Match::maybe, Match::maybe};
constexpr Matches root_alone = {Match::yes, Match::no, Match::no, Match::no, Match::no};
// Deeper than anybody writes: only to hide whom it is about.
constexpr Matches taken_for_root = {Match::maybe, Match::no, Match::no, Match::maybe, Match::no};

Matches both(Matches a, const Matches& b) {
  for (const Element e : elements) a[e] = std::min(a[e], b[e]);
  return a;
}

Matches either(Matches a, const Matches& b) {
  for (const Element e : elements) a[e] = std::max(a[e], b[e]);
  return a;
}

Matches opposite(Matches a) {
  for (const Element e : elements) a[e] = static_cast<Match>(2 - static_cast<int>(a[e]));
  return a;
}

Match perhaps(Match match) {
  return std::min(match, Match::maybe);
}

// What stands in, or behind, an element that matches. An element of the mail stands in the body, and may stand in and
// behind another of its kind.
Matches related(const Matches& left, char combinator) {
  Matches out = none;
  switch (combinator) {
    case '>':
      out[head] = out[body] = out[other] = left[root_element];
      out[content] = left[body] == Match::yes && left[content] == Match::yes
                         ? Match::yes
                         : perhaps(std::max(left[body], left[content]));
      break;
    case '+':
    case '~':
      out[body] = std::max(left[head], perhaps(left[other]));
      out[other] = std::max({left[head], left[body], perhaps(left[other])});
      out[content] = perhaps(left[content]);
      break;
    default:
      out[head] = out[body] = out[other] = left[root_element];
      out[content] = std::max({left[root_element], left[body], perhaps(left[content])});
  }
  return out;
}

// The elements of which one that matches stands within, or behind: ":has(…)".
Matches having(const Matches& inner, char combinator) {
  Matches out = none;
  const Match mails = perhaps(inner[content]);
  if (combinator == '+' || combinator == '~') {
    out[head] = std::max(inner[body], inner[other]);
    out[body] = inner[other];
    out[content] = out[other] = mails;
    return out;
  }
  const Match children = std::max({inner[head], inner[body], inner[other]});
  out[root_element] = combinator == '>' ? children : std::max(children, inner[content]);
  out[body] = inner[content];
  out[head] = out[other] = out[content] = mails;
  return out;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

bool is_of_name(char c) {
  return text::is_alphanumeric(c) || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

// Of an element of ours, of which a mail has none.
bool is_name_of_ours(std::string_view name) {
  return name.starts_with("fuwake-");
}

Matches typed(std::string_view name) {
  Matches out = none;
  if (name == "html") return root_alone;
  if (name == "head" || name == "body") {
    out[name == "head" ? head : body] = Match::yes;
    return out;
  }
  // What a program adds may be called anything; elements with names of one's own are the mail's scripts', or ours.
  out[other] = name.find('-') == std::string_view::npos || is_name_of_ours(name) ? Match::maybe : Match::no;
  out[content] = is_name_of_ours(name) ? Match::no : Match::maybe;
  return out;
}

bool has_word(std::string_view value, std::string_view word) {
  for (std::size_t at = 0; at < value.size();) {
    while (at < value.size() && is_blank(value[at])) ++at;
    std::size_t end = at;
    while (end < value.size() && !is_blank(value[end])) ++end;
    if (end > at && value.substr(at, end - at) == word) return true;
    at = end;
  }
  return false;
}

// Selectors 4, section 6: "[lang|='en' i]". Values are compared in small letters.
struct AttributeTest {
  std::string_view name, value;
  char sign = 0;  // '=' alone, or what stands before it; 0: it is there

  bool holds_for(std::string_view there) const {
    switch (sign) {
      case 0:
        return true;
      case '^':
        return !value.empty() && there.starts_with(value);
      case '$':
        return !value.empty() && there.ends_with(value);
      case '*':
        return !value.empty() && there.find(value) != std::string_view::npos;
      case '~':
        return has_word(there, value);
      case '|':
        return there == value || (there.starts_with(value) && there.substr(value.size()).starts_with('-'));
      default:
        return there == value;
    }
  }
};

AttributeTest attribute_test(std::string_view inside) {
  AttributeTest test;
  const auto equals = inside.find('=');
  std::string_view name = trimmed(inside.substr(0, equals));
  if (equals != std::string_view::npos) {
    test.sign = '=';
    if (!name.empty() && std::string_view("^$*~|").find(name.back()) != std::string_view::npos) {
      test.sign = name.back();
      name = trimmed(name.substr(0, name.size() - 1));
    }
    std::string_view value = trimmed(inside.substr(equals + 1));
    if (value.starts_with('"') || value.starts_with('\'')) {
      const auto end = value.find(value.front(), 1);
      test.value = value.substr(1, end == std::string_view::npos ? end : end - 1);
    } else {
      test.value = value.substr(0, value.find(' '));
    }
  }
  const auto bar = name.find('|');
  test.name = bar == std::string_view::npos ? name : name.substr(bar + 1);
  return test;
}

// Behind what begins at text[at] with a bracket; strings are passed over.
std::size_t end_of_brackets(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  char quote = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(' || c == '[') {
      ++depth;
    } else if ((c == ')' || c == ']') && --depth == 0) {
      return at + 1;
    }
  }
  return text.size();
}

// Where a selector of a list ends, at a comma that stands in no brackets.
std::size_t end_of_selector(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != ',')
    at = text[at] == '(' || text[at] == '[' ? end_of_brackets(text, at) : at + 1;
  return std::min(at, text.size());
}

struct Target {
  Matches matches = none;
  bool letters = false;  // ::before or ::after of it
};

class Selectors {
 public:
  Selectors(const RootAttributes& root, const Matches* around) : root_(root), around_(around) {}

  // One selector without commas. `nested`: without "&" it is about what stands in the rule around it.
  Target read(std::string_view text, bool nested, int depth) const {
    Target target;
    if (depth > deepest) return {taken_for_root, false};
    const bool relative = nested && around_ != nullptr;
    bool begun = false, names_around = false;
    char combinator = ' ';
    for (std::size_t at = 0;;) {
      while (at < text.size() && is_blank(text[at])) ++at;
      if (at >= text.size()) break;
      if (text[at] == '>' || text[at] == '+' || text[at] == '~') {
        combinator = text[at++];
        if (begun || !relative) continue;
        target.matches = *around_;
        begun = names_around = true;
        continue;
      }
      const Compound compound = read_compound(text, at, depth);
      if (compound.end == at) return {};  // no selector
      names_around |= compound.names_around;
      target.matches = begun ? both(compound.matches, related(target.matches, combinator)) : compound.matches;
      target.letters = compound.letters;
      if (compound.no_element) return {};
      begun = true;
      at = compound.end;
      combinator = ' ';
    }
    if (relative && !names_around) target.matches = both(target.matches, related(*around_, ' '));
    return target;
  }

  Matches read_list(std::string_view text, int depth) const {
    Matches out = none;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = end_of_selector(text, at);
      out = either(out, read(text.substr(at, end - at), false, depth).matches);
      at = end + 1;
    }
    return out;
  }

 private:
  static constexpr int deepest = 24;

  struct Compound {
    Matches matches = any;
    std::size_t end = 0;
    bool letters = false, names_around = false;
    bool no_element = false;  // a part of one that is drawn otherwise ("::placeholder")
  };

  Compound read_compound(std::string_view text, std::size_t at, int depth) const {
    Compound out;
    while (at < text.size()) {
      const char c = text[at];
      const std::size_t begin = at;
      if (c == '*' || c == '|') {
        ++at;
      } else if (c == '&') {
        ++at;
        out.names_around = true;
        out.matches = both(out.matches, around_ != nullptr ? *around_ : root_alone);
      } else if (c == '#' || c == '.') {
        at = end_of_name(text, at + 1);
        out.matches = both(out.matches, named(c, text.substr(begin + 1, at - begin - 1)));
      } else if (c == '[') {
        at = end_of_brackets(text, at);
        out.matches = both(out.matches, with_attribute(text.substr(begin + 1, at - begin - 2)));
      } else if (c == ':') {
        at = read_pseudo(text, at, depth, out);
      } else if (is_of_name(c)) {
        at = end_of_name(text, at);
        // "svg|a": what stands before the bar is the name of a namespace.
        if (!text.substr(at).starts_with('|') || text.substr(at).starts_with("|="))
          out.matches = both(out.matches, typed(text.substr(begin, at - begin)));
      } else {
        break;
      }
    }
    out.end = at;
    return out;
  }

  static std::size_t end_of_name(std::string_view text, std::size_t at) {
    while (at < text.size() && is_of_name(text[at])) ++at;
    return at;
  }

  std::size_t read_pseudo(std::string_view text, std::size_t at, int depth, Compound& out) const {
    const bool double_colon = text.substr(at).starts_with("::");
    const std::size_t begin = at + (double_colon ? 2 : 1);
    at = end_of_name(text, begin);
    const std::string_view name = text.substr(begin, at - begin);
    std::string_view arguments;
    if (at < text.size() && text[at] == '(') {
      const std::size_t end = end_of_brackets(text, at);
      arguments = text.substr(at + 1, end - at - (text[end - 1] == ')' && end > at + 1 ? 2 : 1));
      at = end;
    }
    if (name == "before" || name == "after")
      out.letters = true;
    else if (double_colon || name == "first-line" || name == "first-letter")
      out.no_element = true;
    else
      out.matches = both(out.matches, in_state(name, arguments, depth));
    out.names_around |= name == "scope" || arguments.find('&') != std::string_view::npos;
    return at;
  }

  Matches in_state(std::string_view name, std::string_view arguments, int depth) const {
    if (name == "root") return root_alone;
    if (name == "scope") return around_ != nullptr ? *around_ : root_alone;
    if (name == "is" || name == "where" || name == "matches" || name == "any" || name == "-moz-any" ||
        name == "-webkit-any")
      return read_list(arguments, depth + 1);
    if (name == "not") return opposite(read_list(arguments, depth + 1));
    if (name == "has") return having_one_of(arguments, depth + 1);
    if (name == "host" || name == "host-context") return none;
    if (name == "popover-open" || name == "modal" || name == "open")
      return {Match::no, Match::no, Match::no, Match::yes, Match::maybe};
    if (name == "empty") return {Match::no, Match::maybe, Match::no, Match::maybe, Match::maybe};
    return unknown;
  }

  Matches having_one_of(std::string_view list, int depth) const {
    Matches out = none;
    for (std::size_t at = 0; at <= list.size();) {
      const std::size_t end = end_of_selector(list, at);
      std::string_view selector = trimmed(list.substr(at, end - at));
      char combinator = ' ';
      if (!selector.empty() && std::string_view(">+~").find(selector.front()) != std::string_view::npos) {
        combinator = selector.front();
        selector.remove_prefix(1);
      }
      out = either(out, having(read(selector, false, depth).matches, combinator));
      at = end + 1;
    }
    return out;
  }

  const std::string* attribute_of_root(std::string_view name) const {
    const auto found =
        std::find_if(root_.begin(), root_.end(), [name](const HtmlAttribute& each) { return each.name == name; });
    return found == root_.end() ? nullptr : &found->value;
  }

  // Classes and ids are the mail's; other attributes a program may have set.
  static Matches of_root_and_others(Match root, bool ours) {
    return {root, Match::maybe, Match::maybe, Match::maybe, ours ? Match::no : Match::maybe};
  }

  // "#id", ".class"
  Matches named(char sign, std::string_view name) const {
    const std::string* value = attribute_of_root(sign == '#' ? "id" : "class");
    const bool ours = sign == '#' && is_name_of_ours(name);
    const std::string there = value == nullptr ? "" : text::to_lower(*value);
    const bool has = sign == '#' ? there == name : has_word(there, name);
    return of_root_and_others(has ? Match::yes : Match::no, ours);
  }

  Matches with_attribute(std::string_view inside) const {
    const AttributeTest test = attribute_test(inside);
    const std::string* value = attribute_of_root(test.name);
    const bool ours = test.value.find("fuwake") != std::string_view::npos && test.name != "class";
    if (value == nullptr) return of_root_and_others(Match::maybe, ours);
    return of_root_and_others(test.holds_for(text::to_lower(*value)) ? Match::yes : Match::no, ours);
  }

  const RootAttributes& root_;
  const Matches* around_;
};

// What is about types and classes of the mail alone, as most rules are, is not read further.
bool may_mean_others(std::string_view selectors, const RootAttributes& root) {
  if (selectors.find_first_of("*:[&~+|") != std::string_view::npos) return true;
  for (const std::string_view word : {"html", "body", "head", "fuwake"})
    if (selectors.find(word) != std::string_view::npos) return true;
  return std::any_of(root.begin(), root.end(),
                     [](const HtmlAttribute& each) { return each.name == "class" || each.name == "id"; });
}

void add_to(Subjects& subjects, const Target& target, std::string_view selector) {
  const Matches& found = target.matches;
  const bool mails = found[content] != Match::no;
  // "*:not(.x)" is about everything as well.
  const bool excepts = mails && selector.find(":not(") != std::string_view::npos;
  const bool with_all = found[content] == Match::yes || excepts;
  const bool root = found[root_element] == Match::yes ? !with_all : found[root_element] == Match::maybe && !mails;
  const bool outside = found[other] != Match::no && !mails;
  if (root) (target.letters ? subjects.letters_of_root : subjects.root) = true;
  if (outside) (target.letters ? subjects.letters_outside : subjects.outside) = true;
  if (target.letters) return;
  subjects.all |= with_all && (found[root_element] == Match::yes || found[other] == Match::yes);
  subjects.body |= found[body] == Match::yes && !with_all;
  for (const std::string_view word : {"[popover", ":popover-open", ":modal"})
    subjects.top_layer |= selector.find(word) != std::string_view::npos;
}

}  // namespace

Selected select(std::string_view selectors, const RootAttributes& root, const Matches* around) {
  Selected out;
  out.matches = {Match::no, Match::no, Match::no, Match::maybe, Match::maybe};
  if (around == nullptr && !may_mean_others(selectors, root)) return out;
  out.matches = none;
  const Selectors reader(root, around);
  for (std::size_t at = 0; at <= selectors.size();) {
    const std::size_t end = end_of_selector(selectors, at);
    const std::string_view selector = trimmed(selectors.substr(at, end - at));
    const Target target = reader.read(selector, true, 0);
    out.matches = either(out.matches, target.matches);
    add_to(out.subjects, target, selector);
    at = end + 1;
  }
  return out;
}

}  // namespace fuwake::page
