#include "report/segments.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "report/escape_html.h"

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

}  // namespace

std::string unmarked(std::string text) {
  std::replace(text.begin(), text.end(), '[', '(');
  std::replace(text.begin(), text.end(), ']', ')');
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
