#include "links/html_document.h"

#include <algorithm>
#include <array>
#include <optional>

#include "links/html_tokenizer.h"

namespace fuwake::links {
namespace {

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 14> void_elements = {
    "area", "base", "br",    "col",  "embed",  "hr",    "img",
    "input", "link", "meta", "param", "source", "track", "wbr"};
constexpr std::array<std::string_view, 6> never_shown = {"head",     "style",    "script",
                                                         "template", "noscript", "title"};
constexpr std::array<std::string_view, 22> block_elements = {
    "address", "article", "blockquote", "br", "center", "div", "dl", "dt",   "dd",  "form", "h1",
    "h2",      "h3",      "h4",         "hr", "li",     "ol",  "p",  "pre", "table", "tr",   "ul"};

std::string without_blanks_lower(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, 2000)) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  return out;
}

bool hides(const HtmlToken& tag) {
  if (tag.attribute("hidden") != nullptr || is_one_of(never_shown, tag.data)) return true;
  const std::string* style = tag.attribute("style");
  if (style == nullptr) return false;
  const std::string rules = ";" + without_blanks_lower(*style) + ";";
  for (const std::string_view rule : {";display:none", ";visibility:hidden", ";font-size:0;",
                                      ";font-size:0px", ";opacity:0;", ";mso-hide:all"})
    if (rules.find(rule) != std::string::npos) return true;
  return false;
}

// "0; url='https://…'" of <meta http-equiv=refresh>.
std::optional<std::string> refresh_target(const HtmlToken& meta) {
  const std::string* equivalent = meta.attribute("http-equiv");
  const std::string* content = meta.attribute("content");
  if (equivalent == nullptr || content == nullptr) return std::nullopt;
  if (without_blanks_lower(*equivalent) != "refresh") return std::nullopt;
  const auto url = without_blanks_lower(*content).find("url=");
  if (url == std::string::npos) return std::nullopt;
  const auto equals = content->find('=');
  std::string_view target = std::string_view(*content).substr(equals + 1);
  while (!target.empty() && (target.front() == ' ' || target.front() == '\'' || target.front() == '"'))
    target.remove_prefix(1);
  return std::string(target.substr(0, target.find_first_of("'\"")));
}

class Reader {
 public:
  explicit Reader(std::string_view html) : tokenizer_(html) {}

  HtmlDocument read() {
    while (const auto token = tokenizer_.next()) {
      switch (token->kind) {
        case HtmlToken::Kind::text: add_text(token->data); break;
        case HtmlToken::Kind::start_tag: open(*token); break;
        case HtmlToken::Kind::end_tag: close(token->data); break;
        default: break;
      }
    }
    end_anchor();
    return std::move(document_);
  }

 private:
  struct Element {
    std::string name;
    bool hidden;
  };
  // Deeper nesting is not remembered: what is hidden there is taken for visible, which can only
  // show more to the checks.
  static constexpr std::size_t deepest = 256;

  void add_text(std::string_view text) {
    if (hidden_ > 0) return;
    document_.text += text;
    if (in_anchor_) anchor_.text += text;
  }

  void open(const HtmlToken& tag) {
    if (is_one_of(block_elements, tag.data)) add_text("\n");
    if (tag.data == "td" || tag.data == "th") add_text(" ");
    if (tag.data == "a") open_anchor(tag);
    if (tag.data == "area") add_link(LinkKind::area, tag.attribute("href"), tag.attribute("alt"));
    if (tag.data == "form") add_link(LinkKind::form, tag.attribute("action"), nullptr);
    if (tag.data == "button" || tag.data == "input")
      add_link(LinkKind::button, tag.attribute("formaction"), tag.attribute("value"));
    if (tag.data == "img")
      if (const std::string* text = tag.attribute("alt")) add_text(*text);
    if (tag.data == "base" && document_.base.empty())
      if (const std::string* base = tag.attribute("href")) document_.base = *base;
    if (tag.data == "meta")
      if (const auto target = refresh_target(tag))
        add_link(LinkKind::meta_refresh, &*target, nullptr);
    if (tag.self_closing && (tag.data == "svg" || tag.data == "path")) return;
    if (is_one_of(void_elements, tag.data) || open_.size() >= deepest) return;
    // <head> often stays open where its end tag was forgotten; <body> ends it.
    if (tag.data == "body") close("head");
    open_.push_back({tag.data, hides(tag)});
    hidden_ += open_.back().hidden ? 1 : 0;
  }

  void close(std::string_view name) {
    if (is_one_of(block_elements, name)) add_text("\n");
    if (name == "a") end_anchor();
    const auto found = std::find_if(open_.rbegin(), open_.rend(),
                                    [name](const Element& element) { return element.name == name; });
    if (found == open_.rend()) return;
    while (true) {
      const bool done = open_.back().name == name;
      hidden_ -= open_.back().hidden ? 1 : 0;
      open_.pop_back();
      if (done) return;
    }
  }

  void open_anchor(const HtmlToken& tag) {
    end_anchor();
    const std::string* href = tag.attribute("href");
    if (href == nullptr) href = tag.attribute("xlink:href");
    if (href == nullptr) return;
    anchor_ = {LinkKind::anchor, *href, "", ""};
    in_anchor_ = true;
  }

  void end_anchor() {
    if (!in_anchor_) return;
    in_anchor_ = false;
    add(std::move(anchor_));
  }

  void add_link(LinkKind kind, const std::string* target, const std::string* text) {
    if (target != nullptr) add({kind, *target, text != nullptr ? *text : "", ""});
  }

  void add(RawLink link) {
    constexpr std::size_t longest_text = 500;
    if (document_.links.size() >= most_links) {
      document_.cut = true;
      return;
    }
    if (link.text.size() > longest_text) link.text.resize(longest_text);
    document_.links.push_back(std::move(link));
  }

  HtmlTokenizer tokenizer_;
  HtmlDocument document_;
  std::vector<Element> open_;
  int hidden_ = 0;
  bool in_anchor_ = false;
  RawLink anchor_;
};

}  // namespace

HtmlDocument read_html(std::string_view html) {
  return Reader(html).read();
}

}  // namespace fuwake::links
