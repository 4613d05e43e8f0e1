#include "page/html_tokenizer.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

#include "interruption/interruption.h"
#include "text/ascii.h"

namespace fuwake::page {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}
bool starts_with_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) { return a == text::to_lower(b); });
}

// Sorted.
constexpr std::array<std::string_view, 32> telling_attributes = {
    "action",  "alt",        "background",  "bgcolor", "class",          "color", "colspan", "content", "encoding",
    "face",    "formaction", "hidden",      "href",    "http-equiv",     "id",    "method",  "name",    "onclick",
    "onerror", "onload",     "placeholder", "rel",     "shadowrootmode", "size",  "src",     "srcset",  "style",
    "target",  "title",      "type",        "value",   "xlink:href"};

bool is_telling(std::string_view name) {
  return std::binary_search(telling_attributes.begin(), telling_attributes.end(), name);
}

struct NamedReference {
  std::string_view name;
  std::string_view characters;
};
constexpr NamedReference named_references[] = {
#include "page/html_entities.inc"
};
constexpr std::size_t longest_reference_name = 32;

// Section 13.2.5.73: the longest name in the table that the input begins with.
const NamedReference* find_named_reference(std::string_view input) {
  // Only as far as a name can go on: "&a&a&a…", megabytes of it, must not be searched 32 bytes ahead
  // at every "&".
  std::size_t end = 0;
  while (end < std::min(input.size(), longest_reference_name) && text::is_alphanumeric(input[end])) ++end;
  if (end < input.size() && input[end] == ';') ++end;
  const std::string_view window = input.substr(0, std::min(end, longest_reference_name));
  for (std::size_t length = window.size(); length >= 2; --length) {
    const std::string_view name = window.substr(0, length);
    const auto* found =
        std::lower_bound(std::begin(named_references), std::end(named_references), name,
                         [](const NamedReference& entry, std::string_view key) { return entry.name < key; });
    if (found != std::end(named_references) && found->name == name) return found;
  }
  return nullptr;
}

void append_utf8(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3f));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  }
}

// Section 13.2.5.80: windows-1252 for the C1 controls.
std::uint32_t corrected_code(std::uint32_t code) {
  constexpr std::uint16_t c1[32] = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                    0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};
  if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return 0xfffd;
  if (code >= 0x80 && code <= 0x9f && c1[code - 0x80] != 0) return c1[code - 0x80];
  return code;
}

}  // namespace

const std::string* HtmlToken::attribute(std::string_view lower_name) const {
  for (const HtmlAttribute& attribute : attributes)
    if (attribute.name == lower_name) return &attribute.value;
  return nullptr;
}

HtmlTokenizer::HtmlTokenizer(std::string_view input) : input_(input) {}

void HtmlTokenizer::enter(Content content, std::string_view element) {
  content_ = content;
  open_element_ = element;
}

std::optional<HtmlToken> HtmlTokenizer::next() {
  interruption::check();
  while (content_ == Content::data && input_.substr(at_).starts_with("</>")) at_ += 3;  // nothing
  if (at_ >= input_.size()) return std::nullopt;
  if (content_ == Content::data && here() == '<') {
    if (auto token = read_markup()) return token;
    if (at_ >= input_.size()) return std::nullopt;
  } else if (content_ != Content::plaintext && at_appropriate_end_tag(at_)) {
    content_ = Content::data;
    open_element_.clear();
    if (auto token = read_markup()) return token;
    return std::nullopt;
  }
  return read_text();
}

// "Tag open state". nullopt where "<" is text after all, or where the input ends within a tag.
std::optional<HtmlToken> HtmlTokenizer::read_markup() {
  if (text::is_alpha(here(1))) return read_tag(false);
  if (here(1) == '/') {
    if (text::is_alpha(here(2))) return read_tag(true);
    if (at_ + 2 >= input_.size()) return std::nullopt;  // "</" at the end is text
    return read_bogus_comment();
  }
  if (here(1) == '?') return read_bogus_comment();
  if (here(1) == '!') {
    const std::string_view rest = input_.substr(at_);
    if (rest.starts_with("<!--")) return read_comment();
    if (starts_with_ignoring_case(rest.substr(2), "doctype")) return read_doctype();
    if (foreign_ && rest.starts_with("<![CDATA[")) return read_cdata();
    return read_bogus_comment();
  }
  return std::nullopt;
}

std::optional<HtmlToken> HtmlTokenizer::read_tag(bool end_tag) {
  HtmlToken tag;
  tag.kind = end_tag ? HtmlToken::Kind::end_tag : HtmlToken::Kind::start_tag;
  tag.offset = at_;
  at_ += end_tag ? 2 : 1;
  while (at_ < input_.size() && !is_blank(here()) && here() != '/' && here() != '>') {
    if (here() == '\0')
      tag.data += replacement;
    else
      tag.data += text::to_lower(here());
    ++at_;
  }
  read_attributes(tag);
  if (at_ >= input_.size()) return std::nullopt;  // "eof-in-tag": the tag is dropped
  ++at_;
  if (end_tag) {
    tag.attributes.clear();
    tag.self_closing = false;
  } else {
    set_content_for(tag.data);
  }
  return tag;
}

// "Before attribute name state" and what follows from it, up to the ">" (not taken) or the end.
void HtmlTokenizer::read_attributes(HtmlToken& tag) {
  while (at_ < input_.size()) {
    if (is_blank(here())) {
      ++at_;
      continue;
    }
    if (here() == '>') return;
    if (here() == '/') {
      tag.self_closing = here(1) == '>';
      ++at_;
      continue;
    }
    HtmlAttribute attribute{read_attribute_name(), ""};
    while (is_blank(here()) && at_ < input_.size()) ++at_;
    if (here() == '=' && at_ < input_.size()) {
      ++at_;
      while (is_blank(here()) && at_ < input_.size()) ++at_;
      attribute.value = read_attribute_value();
    }
    const bool kept = tag.attributes.size() < most_attributes || is_telling(attribute.name);
    if (kept && tag.attribute(attribute.name) == nullptr) tag.attributes.push_back(std::move(attribute));
  }
}

std::string HtmlTokenizer::read_attribute_name() {
  std::string name;
  // A "=" that comes first is part of the name.
  do {
    if (here() == '\0')
      name += replacement;
    else
      name += text::to_lower(here());
    ++at_;
  } while (at_ < input_.size() && !is_blank(here()) && here() != '/' && here() != '>' && here() != '=');
  return name;
}

std::string HtmlTokenizer::read_attribute_value() {
  std::string value;
  const char quote = here();
  const bool quoted = quote == '"' || quote == '\'';
  if (quoted) ++at_;
  while (at_ < input_.size()) {
    const char c = here();
    if (quoted ? c == quote : is_blank(c) || c == '>') break;
    if (c == '&') {
      append_character_reference(value, true);
      continue;
    }
    const std::size_t begin = at_;
    while (at_ < input_.size() && here() != '&' && !(quoted ? here() == quote : is_blank(here()) || here() == '>'))
      ++at_;
    append_normalized(value, input_.substr(begin, at_ - begin), false);
  }
  if (quoted && at_ < input_.size()) ++at_;
  return value;
}

// "Comment start state" and its kin: a comment ends at "-->", "--!>", or at once at ">" or "->".
HtmlToken HtmlTokenizer::read_comment() {
  HtmlToken comment;
  comment.kind = HtmlToken::Kind::comment;
  comment.offset = at_;
  at_ += 4;
  const std::string_view rest = input_.substr(at_);
  if (rest.starts_with(">") || rest.starts_with("->")) {
    at_ += rest.front() == '>' ? 1 : 2;
    return comment;
  }
  std::size_t from = 0;
  std::size_t end = rest.size();
  std::size_t after = rest.size();
  while (true) {
    const auto dashes = rest.find("--", from);
    if (dashes == std::string_view::npos) break;
    if (rest.substr(dashes + 2).starts_with(">")) {
      end = dashes;
      after = dashes + 3;
      break;
    }
    if (rest.substr(dashes + 2).starts_with("!>")) {
      end = dashes;
      after = dashes + 4;
      break;
    }
    from = dashes + 1;
  }
  std::string_view data = rest.substr(0, end);
  if (after == rest.size() && end == rest.size()) {
    // At the end of the input the dashes that may have begun an end are not data.
    for (const std::string_view tail : {"--!", "--", "-"}) {
      if (!data.ends_with(tail)) continue;
      data.remove_suffix(tail.size());
      break;
    }
  }
  append_normalized(comment.data, data, false);
  at_ += after;
  return comment;
}

HtmlToken HtmlTokenizer::read_bogus_comment() {
  HtmlToken comment;
  comment.kind = HtmlToken::Kind::comment;
  comment.offset = at_;
  at_ += here(1) == '?' ? 1 : 2;
  const auto end = input_.find('>', at_);
  append_normalized(comment.data, input_.substr(at_, end == std::string_view::npos ? end : end - at_), false);
  at_ = end == std::string_view::npos ? input_.size() : end + 1;
  return comment;
}

// Section 13.2.5.69: text as it stands, up to "]]>".
HtmlToken HtmlTokenizer::read_cdata() {
  HtmlToken text;
  text.offset = at_;
  at_ += std::string_view("<![CDATA[").size();
  const auto end = input_.find("]]>", at_);
  append_normalized(text.data, input_.substr(at_, end == std::string_view::npos ? end : end - at_), true);
  at_ = end == std::string_view::npos ? input_.size() : end + 3;
  return text;
}

HtmlToken HtmlTokenizer::read_doctype() {
  HtmlToken doctype;
  doctype.kind = HtmlToken::Kind::doctype;
  doctype.offset = at_;
  const auto end = input_.find('>', at_);
  at_ = end == std::string_view::npos ? input_.size() : end + 1;
  return doctype;
}

// Text up to the next markup; at least one character, since the caller saw that none begins here.
HtmlToken HtmlTokenizer::read_text() {
  HtmlToken token;
  token.offset = at_;
  if (content_ == Content::plaintext || content_ == Content::rawtext || content_ == Content::script) {
    std::size_t end = input_.size();
    if (content_ == Content::script) {
      end = end_of_script_text();
    } else if (content_ == Content::rawtext) {
      for (auto at = input_.find('<', at_); at != std::string_view::npos; at = input_.find('<', at + 1)) {
        if (!at_appropriate_end_tag(at)) continue;
        end = at;
        break;
      }
    }
    append_normalized(token.data, input_.substr(at_, end - at_), false);
    at_ = end;
    return token;
  }
  bool first = true;
  while (at_ < input_.size()) {
    const char c = here();
    if (c == '<' && !first) {
      const bool markup = content_ == Content::rcdata
                              ? at_appropriate_end_tag(at_)
                              : text::is_alpha(here(1)) || here(1) == '/' || here(1) == '!' || here(1) == '?';
      if (markup) break;
    }
    if (c == '&') {
      append_character_reference(token.data, false);
    } else {
      const std::size_t begin = at_++;
      while (at_ < input_.size() && here() != '<' && here() != '&') ++at_;
      append_normalized(token.data, input_.substr(begin, at_ - begin), content_ == Content::data);
    }
    first = false;
  }
  return token;
}

void HtmlTokenizer::set_content_for(const std::string& element) {
  if (foreign_ && element != "script") return;
  if (element == "title" || element == "textarea")
    content_ = Content::rcdata;
  else if (element == "style" || element == "xmp" || element == "iframe" || element == "noembed" ||
           element == "noframes")
    content_ = Content::rawtext;
  else if (element == "script")
    content_ = Content::script;
  else if (element == "plaintext")
    content_ = Content::plaintext;
  else
    return;
  open_element_ = element;
}

bool HtmlTokenizer::at_appropriate_end_tag(std::size_t at) const {
  if (open_element_.empty()) return false;
  const std::string_view rest = input_.substr(at);
  if (!rest.starts_with("</") || !starts_with_ignoring_case(rest.substr(2), open_element_)) return false;
  const std::size_t after = 2 + open_element_.size();
  return after < rest.size() && (is_blank(rest[after]) || rest[after] == '/' || rest[after] == '>');
}

// The script data states: "<!-- <script>" hides one "</script>" (double escaped).
std::size_t HtmlTokenizer::end_of_script_text() const {
  bool escaped = false;
  bool double_escaped = false;
  for (std::size_t at = at_; at < input_.size(); ++at) {
    const char c = input_[at];
    if (c == '-' && escaped && input_.substr(at).starts_with("-->")) {
      escaped = double_escaped = false;
    } else if (c == '<') {
      const std::string_view rest = input_.substr(at);
      const auto ends_name = [&rest](std::size_t i) {
        return i < rest.size() && (is_blank(rest[i]) || rest[i] == '/' || rest[i] == '>');
      };
      if (!escaped && rest.starts_with("<!--")) {
        escaped = true;
        if (rest.substr(4).starts_with(">") || rest.substr(4).starts_with("->")) escaped = false;
      } else if (escaped && !double_escaped && starts_with_ignoring_case(rest, "<script") && ends_name(7)) {
        double_escaped = true;
      } else if (double_escaped && starts_with_ignoring_case(rest, "</script") && ends_name(8)) {
        double_escaped = false;
      } else if (!double_escaped && at_appropriate_end_tag(at)) {
        return at;
      }
    }
  }
  return input_.size();
}

// Section 13.2.3.5: CRLF and CR are LF. NUL is U+FFFD but in data, where the tree builder drops it.
void HtmlTokenizer::append_normalized(std::string& out, std::string_view raw, bool keep_nul) const {
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\r') {
      out += '\n';
      if (i + 1 < raw.size() && raw[i + 1] == '\n') ++i;
    } else if (raw[i] == '\0' && !keep_nul) {
      out += replacement;
    } else {
      out += raw[i];
    }
  }
}

// Section 13.2.5.72 to 13.2.5.80; at_ is at the "&".
void HtmlTokenizer::append_character_reference(std::string& out, bool in_attribute) {
  if (here(1) == '#') {
    const bool hexadecimal = here(2) == 'x' || here(2) == 'X';
    std::size_t at = at_ + (hexadecimal ? 3 : 2);
    const std::size_t begin = at;
    std::uint32_t code = 0;
    while (at < input_.size()) {
      const char c = text::to_lower(input_[at]);
      std::uint32_t digit = 0;
      if (text::is_digit(c))
        digit = static_cast<std::uint32_t>(c - '0');
      else if (hexadecimal && c >= 'a' && c <= 'f')
        digit = static_cast<std::uint32_t>(c - 'a' + 10);
      else
        break;
      code = std::min<std::uint32_t>(code * (hexadecimal ? 16 : 10) + digit, 0x110000);
      ++at;
    }
    if (at == begin) {
      out += input_.substr(at_, at - at_);
      at_ = at;
      return;
    }
    if (at < input_.size() && input_[at] == ';') ++at;
    append_utf8(out, corrected_code(code));
    at_ = at;
    return;
  }
  if (text::is_alphanumeric(here(1))) {
    if (const NamedReference* reference = find_named_reference(input_.substr(at_ + 1))) {
      const char after = here(1 + reference->name.size());
      const bool literal =
          in_attribute && !reference->name.ends_with(';') && (after == '=' || text::is_alphanumeric(after));
      if (literal)
        out += input_.substr(at_, 1 + reference->name.size());
      else
        out += reference->characters;
      at_ += 1 + reference->name.size();
      return;
    }
  }
  out += '&';
  ++at_;
}

}  // namespace fuwake::page
