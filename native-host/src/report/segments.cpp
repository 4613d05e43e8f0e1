#include "report/segments.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "report/escape_html.h"
#include "text/folding.h"

namespace fuwake::report {
namespace {

using nlohmann::json;

// The rule by which a kind is marked.
struct Mark {
  SegmentKind kind;
  const char* name;
  const char* tag;    // of HTML; nullptr: none
  const char* style;  // its class
};

constexpr Mark marks[] = {
    {SegmentKind::text, "text", nullptr, nullptr},
    {SegmentKind::deciding_domain, "deciding-domain", "b", "domain"},
    {SegmentKind::foreign_domain, "foreign-domain", "span", "domain"},
    {SegmentKind::quotation, "quotation", "span", "said"},
    {SegmentKind::brand, "brand", nullptr, nullptr},
    {SegmentKind::time, "time", nullptr, nullptr},
    {SegmentKind::address, "address", "span", "said"},
    {SegmentKind::number, "number", nullptr, nullptr},
};

const Mark& mark_of(std::string_view name) {
  const auto found =
      std::find_if(std::begin(marks), std::end(marks), [&](const Mark& mark) { return mark.name == name; });
  return found != std::end(marks) ? *found : marks[0];
}

std::string in_html(const Mark& mark, const std::string& text) {
  if (mark.tag == nullptr) return escape_html(text);
  const std::string tag = mark.tag;
  return "<" + tag + " class=\"" + mark.style + "\">" + escape_html(text) + "</" + tag + ">";
}

std::string in_text(const Mark& mark, std::string text) {
  if (mark.kind == SegmentKind::deciding_domain) return "[" + text + "]";
  if (mark.tag == nullptr) return text;
  return unmarked(std::move(text));
}

// A domain has a dot, or what folds to one (U+2024), or what browsers take for one.
bool could_be_domain(std::string_view text) {
  const std::string folded = text::fold(text);
  return folded.find('.') != std::string::npos || folded.find("。") != std::string::npos;
}

}  // namespace

std::string unmarked(std::string text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == ']') text[at] = ')';
    if (text[at] != '[') continue;
    const auto end = text.find_first_of("[]", at + 1);
    const bool pair = end != std::string::npos && text[end] == ']';
    if (pair && !could_be_domain(std::string_view(text).substr(at + 1, end - at - 1)))
      at = end;
    else
      text[at] = '(';
  }
  return text;
}

const char* name_of(SegmentKind kind) {
  return std::find_if(std::begin(marks), std::end(marks), [&](const Mark& mark) { return mark.kind == kind; })->name;
}

std::string plain(const Segments& segments) {
  std::string out;
  for (const Segment& segment : segments) out += segment.text;
  return out;
}

json to_json(const Segments& segments) {
  json out = json::array();
  for (const Segment& segment : segments) out.push_back({{"kind", name_of(segment.kind)}, {"text", segment.text}});
  return out;
}

std::string draw(const json& segments, Medium medium) {
  std::string out;
  if (!segments.is_array()) return out;
  for (const json& segment : segments) {
    const Mark& mark = mark_of(segment["kind"].get_ref<const std::string&>());
    const std::string text = segment["text"];
    out += medium == Medium::html ? in_html(mark, text) : in_text(mark, text);
  }
  return out;
}

}  // namespace fuwake::report
