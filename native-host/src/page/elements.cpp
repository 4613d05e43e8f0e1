#include "page/elements.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"

namespace fuwake::page {
namespace {

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_inert_template(const HtmlToken& tag) {
  const std::string* mode = tag.attribute("shadowrootmode");
  if (mode == nullptr) return true;
  const std::string lower = text::to_lower(*mode);
  return lower != "open" && lower != "closed";
}

bool is_nothing(const std::string* length) {
  return length != nullptr && (*length == "0" || *length == "0px");
}

// What a form shows in its fields, and instead of them.
std::string shown_by_field(const HtmlToken& input) {
  const std::string* type = input.attribute("type");
  const std::string kind = type == nullptr ? "" : text::lower_without_blanks(*type);
  constexpr std::array<std::string_view, 6> silent = {"hidden", "password", "checkbox", "radio", "color", "range"};
  if (is_one_of(silent, kind)) return {};
  std::string shown;
  for (const std::string_view name : {"value", "placeholder", "alt"})
    if (const std::string* text = input.attribute(name); text != nullptr && (name != "alt" || kind == "image"))
      shown += " " + *text + " ";
  return shown;
}

}  // namespace

bool is_void_element(std::string_view name) {
  constexpr std::array<std::string_view, 14> names = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                                      "input", "link", "meta", "param", "source", "track", "wbr"};
  return is_one_of(names, name);
}

bool is_block_element(std::string_view name) {
  constexpr std::array<std::string_view, 22> names = {
      "address", "article", "blockquote", "br", "center", "div", "dl", "dt",  "dd",    "form", "h1",
      "h2",      "h3",      "h4",         "hr", "li",     "ol",  "p",  "pre", "table", "tr",   "ul"};
  return is_one_of(names, name);
}

bool is_never_shown(const HtmlToken& tag) {
  // Scripts do not run in mails, so <noscript> is shown, and what stands in a <canvas>; in an <object> as well.
  constexpr std::array<std::string_view, 13> names = {"head",  "style",   "script",  "title",  "datalist",
                                                      "rp",    "audio",   "video",   "iframe", "noframes",
                                                      "meter", "noembed", "progress"};
  if (is_one_of(names, tag.data) || tag.attribute("popover") != nullptr) return true;
  if (tag.data == "template") return is_inert_template(tag);
  // What a <details> holds a click shows ("click to read on").
  if (tag.data == "dialog") return tag.attribute("open") == nullptr;
  return tag.data == "svg" && (is_nothing(tag.attribute("width")) || is_nothing(tag.attribute("height")));
}

bool is_shown_by_display(const HtmlToken& tag) {
  constexpr std::array<std::string_view, 7> stay = {"template", "audio", "video", "iframe", "meter", "progress", "svg"};
  return !is_one_of(stay, tag.data);
}

std::string shown_by_attributes(const HtmlToken& tag) {
  if (tag.data == "input") return shown_by_field(tag);
  const bool picture = tag.data == "img", field = tag.data == "textarea";
  if (!picture && !field && tag.data != "option" && tag.data != "optgroup") return {};
  const std::string* shown = tag.attribute(picture ? "alt" : field ? "placeholder" : "label");
  if (shown == nullptr) return {};
  return picture ? *shown : " " + *shown + " ";
}

}  // namespace fuwake::page
