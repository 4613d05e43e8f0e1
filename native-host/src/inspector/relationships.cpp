// What an Office document leads to (ECMA-376 part 2, 5th edition, section 6.5): each of its parts has its relationships
// in a part of their own, "word/_rels/settings.xml.rels". Those with TargetMode="External" lead out of the document:
// hyperlinks, and what is fetched as soon as it is opened. Only those two are told. A picture that is fetched tells
// who looked, and no more; another workbook (externalLinkPath) is fetched when the reader says so.
#include <array>
#include <charconv>

#include "inspector/inspect.h"

namespace fuwake::inspector {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool is_same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

void append_utf8(std::string& out, std::uint32_t c) {
  if (c > 0x10ffff) return;
  if (c < 0x80) {
    out += static_cast<char>(c);
    return;
  }
  const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  constexpr std::array<std::uint32_t, 4> first = {0, 0xc0, 0xe0, 0xf0};
  out += static_cast<char>(first[static_cast<std::size_t>(more)] | c >> (6 * more));
  for (int i = more; i-- > 0;) out += static_cast<char>(0x80 | (c >> (6 * i) & 0x3f));
}

std::string from_utf16(std::string_view bytes, bool little) {
  const auto unit_at = [&](std::size_t at) -> std::uint32_t {
    const auto a = static_cast<unsigned char>(bytes[at]), b = static_cast<unsigned char>(bytes[at + 1]);
    return little ? static_cast<std::uint32_t>(b << 8 | a) : static_cast<std::uint32_t>(a << 8 | b);
  };
  std::string out;
  for (std::size_t at = 0; at + 2 <= bytes.size(); at += 2) {
    std::uint32_t c = unit_at(at);
    const bool pair = c >> 10 == 0x36 && at + 4 <= bytes.size() && unit_at(at + 2) >> 10 == 0x37;
    if (pair) c = 0x10000 + ((c & 0x3ff) << 10) + (unit_at(at += 2) & 0x3ff);
    append_utf8(out, c);
  }
  return out;
}

// XML in a package is UTF-8 or UTF-16 (section 6.2.5), which tells itself by its mark or its first bracket.
std::string as_utf8(std::string_view part) {
  if (part.starts_with("\xFF\xFE") || part.starts_with(std::string_view("<\0", 2))) return from_utf16(part, true);
  if (part.starts_with("\xFE\xFF") || part.starts_with(std::string_view("\0<", 2))) return from_utf16(part, false);
  return std::string(part);
}

// "#104", "#x68", "amp"; nullopt for what XML does not know without a DTD, which a package may not have.
std::optional<std::uint32_t> referred(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, char>, 5> known = {
      {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};
  for (const auto& [word, c] : known)
    if (name == word) return static_cast<std::uint32_t>(c);
  if (!name.starts_with('#')) return std::nullopt;
  name.remove_prefix(1);
  const bool hexadecimal = name.starts_with('x');
  if (hexadecimal) name.remove_prefix(1);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), value, hexadecimal ? 16 : 10);
  if (error != std::errc() || end != name.data() + name.size()) return std::nullopt;
  return value;
}

std::string without_references(std::string_view value) {
  constexpr std::size_t longest_reference = 32;  // zeros may stand before a number
  std::string out;
  while (!value.empty()) {
    const auto end = value.substr(0, longest_reference).find(';');
    if (value.front() == '&' && end != std::string_view::npos) {
      if (const auto c = referred(value.substr(1, end - 1))) {
        append_utf8(out, *c);
        value.remove_prefix(end + 1);
        continue;
      }
    }
    out += value.front();
    value.remove_prefix(1);
  }
  return out;
}

// Where "<a b='>'>" ends.
std::size_t end_of_tag(std::string_view xml, std::size_t at) {
  char quote = 0;
  for (; at < xml.size(); ++at) {
    if (quote != 0)
      quote = xml[at] == quote ? '\0' : quote;
    else if (xml[at] == '"' || xml[at] == '\'')
      quote = xml[at];
    else if (xml[at] == '>')
      break;
  }
  return at;
}

// Behind a comment and the like, in which nothing is a tag; npos where a tag stands.
std::size_t behind_other_markup(std::string_view xml, std::size_t at) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kinds = {
      {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}}};
  for (const auto& [begin, end] : kinds)
    if (xml.substr(at).starts_with(begin)) return std::min(xml.find(end, at + begin.size()), xml.size());
  return std::string_view::npos;
}

// Attributes of a tag, one after the other.
struct Attribute {
  std::string_view name, value;
};
std::optional<Attribute> take_attribute(std::string_view& tag) {
  const auto skip_spaces = [&tag] {
    while (!tag.empty() && is_space(tag.front())) tag.remove_prefix(1);
  };
  skip_spaces();
  const auto name_end = std::min(tag.find_first_of(" \t\r\n="), tag.size());
  const std::string_view name = tag.substr(0, name_end);
  tag.remove_prefix(name_end);
  skip_spaces();
  if (!tag.starts_with('=')) return std::nullopt;
  tag.remove_prefix(1);
  skip_spaces();
  if (!tag.starts_with('"') && !tag.starts_with('\'')) return std::nullopt;
  const auto value_end = tag.find(tag.front(), 1);
  if (value_end == std::string_view::npos) return std::nullopt;
  const std::string_view value = tag.substr(1, value_end - 1);
  tag.remove_prefix(value_end + 1);
  return Attribute{name, value};
}

struct Relationship {
  std::string type;  // what its URI ends in: "hyperlink"
  std::string target;
  bool external = false;
};

// "…/relationships/hyperlink " → "hyperlink".
std::string last_part(std::string_view uri) {
  const std::string_view part = uri.substr(uri.rfind('/') + 1);
  return std::string(part.substr(0, part.find_last_not_of(" \t\r\n") + 1));
}

// `tag` as between its brackets; nullopt for other elements. The name may have a prefix.
std::optional<Relationship> relationship_in(std::string_view tag) {
  const auto name_end = std::min(tag.find_first_of(" \t\r\n"), tag.size());
  const std::string_view name = tag.substr(0, name_end);
  const auto colon = name.find(':');
  if (!is_same(colon == std::string_view::npos ? name : name.substr(colon + 1), "Relationship")) return std::nullopt;
  tag.remove_prefix(name_end);
  Relationship out;
  while (const auto attribute = take_attribute(tag)) {
    const std::string value = without_references(attribute->value);
    if (is_same(attribute->name, "Type")) out.type = last_part(value);
    if (is_same(attribute->name, "Target"))
      out.target = value.substr(std::min(value.size(), value.find_first_not_of(" \t\r\n")));
    if (is_same(attribute->name, "TargetMode")) out.external = is_same(value, "External");
  }
  return out;
}

// Templates, objects that are linked, frames, documents that are parts of this one, and what the ribbon is made of
// ("…/ui/extensibility"): asked for without a click.
bool is_fetched(std::string_view type) {
  constexpr std::array<std::string_view, 6> fetched = {"attachedTemplate", "oleObject",     "frame",
                                                       "subDocument",      "extensibility", "aFChunk"};
  return std::any_of(fetched.begin(), fetched.end(), [type](std::string_view known) { return is_same(type, known); });
}

// "https:", "mailto:"; not "C:\", not a file beside it, not another place of it.
bool has_scheme(std::string_view target) {
  const auto colon = target.find_first_of(":/\\#?");
  return colon != std::string_view::npos && colon > 1 && target[colon] == ':' && !is_same(target.substr(0, 5), "file:");
}

void add(Content& content, const Relationship& relationship) {
  const std::string& target = relationship.target;
  if (!relationship.external || target.empty()) return;
  if (is_fetched(relationship.type)) add_fetched(content, target);
  if (is_same(relationship.type, "hyperlink") && has_scheme(target))
    add_target(content, "document", target, most_links_of_document);
}

}  // namespace

bool is_relationships(std::string_view name) {
  constexpr std::string_view end = ".rels";
  return name.size() >= end.size() && is_same(name.substr(name.size() - end.size()), end);
}

void read_relationships(std::string_view part, Content& content, const Budget& budget) {
  constexpr std::size_t between_looks = 256;
  const std::string text = as_utf8(part);
  const std::string_view xml = text;
  std::size_t tags = 0;
  for (auto at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at)) {
    if (++tags % between_looks == 0 && budget.is_spent()) {
      content.cut = true;
      return;
    }
    if (const auto behind = behind_other_markup(xml, at); behind != std::string_view::npos) {
      at = behind;
      continue;
    }
    const auto end = end_of_tag(xml, at);
    if (auto relationship = relationship_in(xml.substr(at + 1, end - at - 1))) add(content, *relationship);
    at = end;
  }
}

void read_flat_document(std::string_view bytes, Content& content, const Budget& budget) {
  constexpr std::string_view name_of_package = "http://schemas.microsoft.com/office/2006/xmlPackage";
  const std::string_view head = bytes.substr(0, 4);
  const bool may_be_xml = head.find('<') != std::string_view::npos || head.starts_with("\xFF\xFE") ||
                          head.starts_with("\xFE\xFF") || (!head.empty() && is_space(head.front()));
  if (may_be_xml && as_utf8(bytes).find(name_of_package) != std::string::npos)
    read_relationships(bytes, content, budget);
}

}  // namespace fuwake::inspector
