#include "page/html_document.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <unordered_map>
#include <utility>

#include "mail/transfer_encodings.h"
#include "page/above.h"
#include "page/elements.h"
#include "page/html_tokenizer.h"
#include "page/laid_out.h"
#include "page/layout_signs.h"
#include "page/looks.h"
#include "page/style_rules.h"
#include "text/ascii.h"
#include "text/visual_order.h"

namespace fuwake::page {
namespace {

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// What is no text at all.
constexpr std::array<std::string_view, 4> unread = {"head", "style", "script", "title"};
// HTML, section 13.2.6.5: what ends SVG or MathML around it; "font" does with a look of its own.
constexpr std::array<std::string_view, 44> ends_foreign = {
    "b",     "big",   "blockquote", "body",   "br",   "center", "code",  "dd", "div",  "dl",   "dt",
    "em",    "embed", "h1",         "h2",     "h3",   "h4",     "h5",    "h6", "head", "hr",   "i",
    "img",   "li",    "listing",    "menu",   "meta", "nobr",   "ol",    "p",  "pre",  "ruby", "s",
    "small", "span",  "strike",     "strong", "sub",  "sup",    "table", "tt", "u",    "ul",   "var"};
// In these of SVG, and in those of MathML, stands HTML again.
constexpr std::array<std::string_view, 3> html_in_svg = {"foreignobject", "desc", "title"};
constexpr std::array<std::string_view, 5> html_in_math = {"mi", "mo", "mn", "ms", "mtext"};

enum class Namespace { html, svg, math };

bool leaves_foreign(const HtmlToken& tag) {
  if (is_one_of(ends_foreign, tag.data)) return true;
  return tag.data == "font" &&
         (tag.attribute("color") != nullptr || tag.attribute("face") != nullptr || tag.attribute("size") != nullptr);
}

bool holds_html(const HtmlToken& tag, Namespace around) {
  if (around == Namespace::svg) return is_one_of(html_in_svg, tag.data);
  if (is_one_of(html_in_math, tag.data)) return true;
  const std::string* encoding = tag.data == "annotation-xml" ? tag.attribute("encoding") : nullptr;
  if (encoding == nullptr) return false;
  const std::string lower = text::to_lower(*encoding);
  return lower == "text/html" || lower == "application/xhtml+xml";
}

// Of what stands in an element.
Namespace namespace_in(const HtmlToken& tag, Namespace around) {
  if (around != Namespace::html) return holds_html(tag, around) ? Namespace::html : around;
  if (tag.data == "svg") return Namespace::svg;
  return tag.data == "math" ? Namespace::math : Namespace::html;
}

// Characters of no width between two letters: "pay\u200bpal". Joiners between letters belong to Indic and
// Arabic scripts and to emoji, so only Latin letters count; preheaders are filled with such characters between
// spaces.
std::size_t zero_width_in_words(std::string_view text) {
  constexpr std::array<std::string_view, 5> characters = {"\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D",
                                                          "\xE2\x81\xA0", "\xEF\xBB\xBF"};
  std::size_t count = 0;
  for (std::size_t at = 1; at + 3 < text.size(); ++at) {
    if (static_cast<unsigned char>(text[at]) < 0xE2 || !text::is_alpha(text[at - 1])) continue;
    for (const std::string_view character : characters)
      if (text.substr(at, 3) == character && text::is_alpha(text[at + 3])) ++count;
  }
  return count;
}

// "0; url='https://…'" of <meta http-equiv=refresh>.
std::optional<std::string> refresh_target(const HtmlToken& meta) {
  const std::string* equivalent = meta.attribute("http-equiv");
  const std::string* content = meta.attribute("content");
  if (equivalent == nullptr || content == nullptr) return std::nullopt;
  if (text::lower_without_blanks(*equivalent) != "refresh") return std::nullopt;
  const auto url = text::lower_without_blanks(*content).find("url=");
  if (url == std::string::npos) return std::nullopt;
  const auto equals = content->find('=');
  std::string_view target = std::string_view(*content).substr(equals + 1);
  while (!target.empty() && (target.front() == ' ' || target.front() == '\'' || target.front() == '"'))
    target.remove_prefix(1);
  return std::string(target.substr(0, target.find_first_of("'\"")));
}

// The table that is open: which of its cells are dark.
class DrawnTable {
 public:
  void begin_row() { rows_.emplace_back(); }
  void add_cell(bool dark, std::size_t columns) {
    if (rows_.empty()) return;
    auto& row = rows_.back();
    const std::size_t room = largest_drawn + 1 - std::min(largest_drawn + 1, row.size());
    row.insert(row.end(), std::min(columns, room), dark);
  }
  /// Something to read stands in it: no drawing.
  void spoil() { spoilt_ = true; }
  bool is_code() const {
    if (spoilt_ || rows_.size() < smallest_drawn || rows_.size() > largest_drawn) return false;
    const std::size_t width = rows_.front().size();
    return width >= smallest_drawn && width <= largest_drawn &&
           std::all_of(rows_.begin(), rows_.end(), [width](const auto& row) { return row.size() == width; });
  }
  DrawnCode take() { return std::move(rows_); }

 private:
  DrawnCode rows_;
  bool spoilt_ = false;
};

class Reader {
 public:
  explicit Reader(std::string_view html) : html_(html), tokenizer_(html) {}

  HtmlDocument read() {
    while (const auto token = tokenizer_.next()) {
      switch (token->kind) {
        case HtmlToken::Kind::text:
          if (open_names_.contains("style")) add_sheet(token->data);
          read_text(token->data);
          break;
        case HtmlToken::Kind::start_tag:
          open(*token);
          break;
        case HtmlToken::Kind::end_tag:
          close(token->data);
          break;
        case HtmlToken::Kind::comment:
          read_comment(token->data);
          break;
        default:
          break;
      }
      after_comment_ = token->kind == HtmlToken::Kind::comment;
    }
    end_anchor();
    read_sheets();
    document_.zero_width = zero_width_in_words(document_.text);
    if (text::has_direction_controls(document_.text) && document_.drawn_otherwise.empty()) lay_out_letters({});
    return std::move(document_);
  }

 private:
  struct Element {
    std::string name;
    Looks looks;
    Namespace inside = Namespace::html;    // of what stands in it
    std::optional<std::size_t> cuts = {};  // a word in which it begins: a place in cuts_
  };
  // An element that begins within a word, and by what it may be called.
  struct Cut {
    std::vector<std::string> names;
    std::size_t begin = 0;  // in the text
    bool word_goes_on = false;
  };
  static constexpr std::size_t most_cuts = 5'000;

  // Deeper nesting is not remembered: what is hidden there is taken for visible, which can only
  // show more to the checks.
  static constexpr std::size_t deepest = 10'000;

  void add_sheet(std::string_view sheet) {
    add_data_pictures(sheet);
    sheets_.push_back(normalised_css(sheet));
  }

  // When all is known: a root may be given a class at the mail's end.
  void read_sheets() {
    Above above = above_of_sheets(sheets_, root_);
    document_.covers_above |= above.covered;
    document_.said_by_style = std::move(above.said);
    document_.letters_cut |= above.letters_cut;
    // Only then is the page read twice.
    if (signs_.tell(above)) lay_out_letters(above.letters);
    if (above.hidden.empty()) return;
    const auto is_hidden = [&above](const std::string& name) {
      return name == too_many_names || above.hidden.contains(name);
    };
    for (const Cut& cut : cuts_)
      document_.words_cut_by_style += cut.word_goes_on && std::any_of(cut.names.begin(), cut.names.end(), is_hidden);
    // Nobody writes so many; what comes behind them was not looked at.
    if (cuts_.size() >= most_cuts) document_.words_cut_by_style += most_cuts;
  }

  void lay_out_letters(const std::vector<LetterRule>& rules) {
    constexpr std::size_t most = 4 * 1024 * 1024;  // nobody writes so much
    document_.letters_cut |= document_.text.size() > most;
    if (document_.text.size() > most) return;
    const LaidOut drawn = lay_out(html_, rules, Shows::what_is_not_hidden);
    document_.drawn_otherwise = lines_drawn_otherwise(drawn.text, document_.text);
    document_.scattered = drawn.scattered;
    document_.letters_cut |= drawn.cut;
    if (!drawn.hides) return;
    const LaidOut all = lay_out(html_, rules, Shows::all);
    // What seems hidden is no text that is seen, but may tell a lure.
    document_.hidden += lines_drawn_otherwise(all.text, document_.text + "\n" + drawn.text);
    document_.scattered = std::max(document_.scattered, all.scattered);
  }

  static bool is_letter(char c) { return text::is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; }

  // With `next` the text goes on behind elements that have ended.
  void end_cuts(char next) {
    for (const std::size_t cut : ended_cuts_) cuts_[cut].word_goes_on = is_letter(next);
    ended_cuts_.clear();
  }

  // "ma<i class=q>": only what could be hidden by a name.
  void note_cut(const HtmlToken& tag) {
    if (hidden_ > 0 || cuts_.size() >= most_cuts || document_.text.empty() || !is_letter(document_.text.back())) return;
    open_.back().cuts = cuts_.size();
    cuts_.push_back({names_of(tag), document_.text.size(), false});
  }

  // All <html> tags of a page make one element; what comes first counts.
  void add_to_root(const HtmlToken& tag) {
    for (const HtmlAttribute& attribute : tag.attributes) {
      const auto same = [&attribute](const HtmlAttribute& known) { return known.name == attribute.name; };
      if (root_.size() < most_attributes && std::none_of(root_.begin(), root_.end(), same)) root_.push_back(attribute);
    }
  }

  void read_text(std::string_view text) {
    if (!text.empty()) end_cuts(text.front());
    document_.broken_words += after_comment_ && !text.empty() && !document_.text.empty() &&
                              text::is_alpha(text.front()) && text::is_alpha(document_.text.back());
    signs_.see_text(text, document_.text, hidden_ > 0);
    add_text(text);
  }

  void add_text(std::string_view text) {
    if (hidden_ > 0 || (!open_.empty() && !open_.back().looks.can_be_seen())) {
      const std::size_t room = most_hidden - std::min(most_hidden, document_.hidden.size());
      const bool in_head = !open_.empty() && (is_one_of(unread, open_.back().name) || open_.back().name == "template");
      if (!in_head) document_.hidden += text.substr(0, room);
      return;
    }
    add_visible(text);
    if (in_anchor_ && anchor_.text.size() < longest_link_text) anchor_.text += text.substr(0, longest_link_text);
    if (!tables_.empty() && text.find_first_not_of(" \t\r\n\xC2\xA0") != std::string_view::npos) tables_.back().spoil();
  }

  // Outside <pre> a run of blanks is shown as one: megabytes of them before a text do not push it out of what is
  // searched. Two are kept, so that an empty line stays one.
  void add_visible(std::string_view text) {
    const auto is_blank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; };
    if (open_names_.contains("pre")) {
      document_.text += text;
      return;
    }
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at;
      while (end < text.size() && !is_blank(text[end])) ++end;
      document_.text += text.substr(at, end - at);
      for (at = end; at < text.size() && is_blank(text[at]); ++at) {
        const std::string& shown = document_.text;
        const bool run = shown.size() >= 2 && is_blank(shown.back()) && is_blank(shown[shown.size() - 2]);
        if (!run) document_.text += text[at];
      }
    }
  }

  void draw(const HtmlToken& tag, const Looks& looks) {
    constexpr std::size_t deepest_table = 20;
    if (tag.data == "table" && tables_.size() < deepest_table) tables_.emplace_back();
    if (tables_.empty()) return;
    if (tag.data == "tr") tables_.back().begin_row();
    if (tag.data != "td" && tag.data != "th") return;
    const std::string* columns = tag.attribute("colspan");
    const long count = columns == nullptr ? 1 : std::strtol(columns->c_str(), nullptr, 10);
    tables_.back().add_cell(is_dark(looks.background), count < 1 ? 1 : static_cast<std::size_t>(count));
  }

  void end_table() {
    if (tables_.empty()) return;
    if (tables_.back().is_code() && document_.drawn.size() < most_drawn)
      document_.drawn.push_back(tables_.back().take());
    tables_.pop_back();
  }

  // "[if mso]><v:roundrect href=…>": what Outlook alone reads. Links in it, and nothing else.
  void read_comment(std::string_view comment) {
    if (comment.find("<v:") == std::string_view::npos) return;
    HtmlTokenizer inner(comment);
    while (const auto token = inner.next())
      if (token->kind == HtmlToken::Kind::start_tag && token->data.starts_with("v:"))
        add_link(ReferenceKind::vml, token->attribute("href"), token->attribute("alt"));
  }

  // A picture within the address itself: "data:image/png;base64,…" (RFC 2397), as <img src> has it and url() of a
  // style.
  void add_data_pictures(std::string_view text) {
    constexpr std::string_view scheme = "data:image/", encoding = ";base64,";
    constexpr std::size_t longest_head = 100;
    for (auto at = find_ignoring_case(text, scheme, 0); at != std::string_view::npos;
         at = find_ignoring_case(text, scheme, at + 1)) {
      const auto comma = find_ignoring_case(text.substr(0, std::min(text.size(), at + longest_head)), encoding, at);
      if (comma == std::string_view::npos) continue;
      const auto begin = comma + encoding.size();
      const auto end = std::min(text.find_first_of("\"')>", begin), text.size());
      std::string picture = mail::decode_base64(text.substr(begin, end - begin));
      if (picture.size() < smallest_data_picture) continue;
      auto& pictures = document_.data_pictures;
      if (std::find(pictures.begin(), pictures.end(), picture) != pictures.end()) continue;
      if (pictures.size() >= most_data_pictures) {
        document_.pictures_cut = true;
        return;
      }
      pictures.push_back(std::move(picture));
      at = end - 1;
    }
  }

  static std::size_t find_ignoring_case(std::string_view text, std::string_view lower, std::size_t from) {
    const auto same = [](char written, char wanted) { return text::to_lower(written) == wanted; };
    const auto found = std::search(text.begin() + static_cast<std::ptrdiff_t>(std::min(from, text.size())), text.end(),
                                   lower.begin(), lower.end(), same);
    return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
  }

  void add_data_pictures_of(const HtmlToken& tag) {
    for (const char* name : {"src", "srcset", "style", "background", "href", "xlink:href"})
      if (const std::string* value = tag.attribute(name)) add_data_pictures(*value);
  }

  void note_dangers(const HtmlToken& tag) {
    const std::string* type = tag.attribute("type");
    document_.asks_password |=
        tag.data == "input" && type != nullptr && text::lower_without_blanks(*type) == "password";
    document_.has_script |= tag.data == "script";
    for (const HtmlAttribute& attribute : tag.attributes)
      document_.has_script |= attribute.name == "onload" || attribute.name == "onclick" || attribute.name == "onerror";
  }

  Namespace here() const { return open_.empty() ? Namespace::html : open_.back().inside; }
  bool in_foreign() const { return here() != Namespace::html; }

  // Links that are no <a>: any element of MathML has them, and of two addresses in SVG's <a> both are there.
  void add_foreign_links(const HtmlToken& tag) {
    if (!in_foreign() && tag.data != "math") return;
    if (tag.data != "a" && tag.data != "base" && tag.data != "link")
      add_link(ReferenceKind::anchor, tag.attribute("href"), nullptr);
    if (tag.attribute("href") != nullptr || tag.data != "a")
      add_link(ReferenceKind::anchor, tag.attribute("xlink:href"), nullptr);
  }

  void leave_foreign() {
    while (in_foreign()) pop();
    tokenizer_.set_foreign(false);
  }

  void push(const HtmlToken& tag) {
    Looks looks = looks_of(tag, open_.empty() ? Looks{} : open_.back().looks);
    open_.push_back({tag.data, std::move(looks), namespace_in(tag, here()), {}});
    hidden_ += open_.back().looks.hidden ? 1 : 0;
    ++open_names_[tag.data];
    tokenizer_.set_foreign(in_foreign());
  }

  void pop() {
    hidden_ -= open_.back().looks.hidden ? 1 : 0;
    const auto cut = open_.back().cuts;
    if (cut && document_.text.size() > cuts_[*cut].begin) ended_cuts_.push_back(*cut);
    const auto count = open_names_.find(open_.back().name);
    if (--count->second == 0) open_names_.erase(count);
    open_.pop_back();
  }

  void open(const HtmlToken& tag) {
    if (in_foreign() && leaves_foreign(tag)) leave_foreign();
    add_foreign_links(tag);
    if (const std::string shown = shown_by_attributes(tag); !shown.empty() && tag.data != "img") add_text(shown);
    if (is_block_element(tag.data)) add_text("\n");
    if (tag.data == "td" || tag.data == "th") add_text(" ");
    if (tag.data == "a") open_anchor(tag);
    if (tag.data == "area") add_area(tag);
    if (tag.data == "form") add_link(ReferenceKind::form, tag.attribute("action"), nullptr);
    if (tag.data == "button" || tag.data == "input")
      add_link(ReferenceKind::button, tag.attribute("formaction"), tag.attribute("value"));
    if (tag.data == "img") {
      ++document_.images;
      const std::string* source = tag.attribute("src");
      if (source != nullptr && document_.image_sources.size() < most_image_sources)
        document_.image_sources.push_back(source->substr(0, 500));
      anchor_.image |= in_anchor_;
      if (const std::string shown = shown_by_attributes(tag); !shown.empty()) add_text(shown);
    }
    if (tag.data.starts_with("v:")) add_link(ReferenceKind::vml, tag.attribute("href"), tag.attribute("alt"));
    note_dangers(tag);
    signs_.see_tag(tag);
    if (tag.data == "html") add_to_root(tag);
    document_.covers_above = document_.covers_above || covers_above(tag);
    add_data_pictures_of(tag);
    if (tag.data == "base" && document_.base.empty())
      if (const std::string* base = tag.attribute("href")) document_.base = base->substr(0, longest_link + 1);
    if (tag.data == "meta")
      if (const auto target = refresh_target(tag)) add_link(ReferenceKind::meta_refresh, &*target, nullptr);
    if (tag.self_closing && (tag.data == "svg" || tag.data == "math" || tag.data == "path")) return;
    if (is_void_element(tag.data) || open_.size() >= deepest) return;
    // <head> often stays open where its end tag was forgotten; <body> ends it.
    if (tag.data == "body") close("head");
    if (in_foreign() && tag.self_closing) return;
    push(tag);
    if (hidden_ == 0) signs_.see_begin(tag, document_.text);
    note_cut(tag);
    draw(tag, open_.back().looks);
  }

  void close(std::string_view name) {
    if (is_block_element(name)) add_text("\n");
    if (name == "a") end_anchor();
    if (name == "table") end_table();
    if (in_foreign() && (name == "p" || name == "br")) leave_foreign();
    // "</y>", a million times, must not be looked for among all that is open.
    if (!open_names_.contains(std::string(name))) return;
    for (bool done = false; !done; pop()) done = open_.back().name == name;
    tokenizer_.set_foreign(in_foreign());
  }

  void open_anchor(const HtmlToken& tag) {
    end_anchor();
    const std::string* href = tag.attribute("href");
    if (href == nullptr) href = tag.attribute("xlink:href");
    if (href == nullptr) return;
    anchor_ = {ReferenceKind::anchor, href->substr(0, longest_link + 1), "", "", false, next_ordinal(tag)};
    in_anchor_ = true;
  }

  void add_area(const HtmlToken& tag) {
    const std::string* href = tag.attribute("href");
    const std::string* text = tag.attribute("alt");
    if (href == nullptr) return;
    add({ReferenceKind::area, href->substr(0, longest_link + 1), text != nullptr ? *text : "", "", false,
         next_ordinal(tag)});
  }

  // Of an <a> or <area>; see Reference::ordinal.
  std::optional<std::uint32_t> next_ordinal(const HtmlToken& tag) {
    if (tag.attribute("href") == nullptr || open_names_.contains("template")) return std::nullopt;
    return ordinals_++;
  }

  void end_anchor() {
    if (!in_anchor_) return;
    in_anchor_ = false;
    add(std::move(anchor_));
  }

  void add_link(ReferenceKind kind, const std::string* target, const std::string* text) {
    if (target != nullptr)
      add({kind, target->substr(0, longest_link + 1), text != nullptr ? *text : "", "", false, {}});
  }

  void add(Reference link) {
    if (document_.links.size() >= most_references) {
      document_.cut = true;
      return;
    }
    if (link.text.size() > longest_link_text) link.text.resize(longest_link_text);
    document_.links.push_back(std::move(link));
  }

  std::string_view html_;
  HtmlTokenizer tokenizer_;
  HtmlDocument document_;
  std::vector<Element> open_;
  std::unordered_map<std::string, std::size_t> open_names_;  // how many of each name are open
  std::vector<DrawnTable> tables_;
  std::vector<std::string> sheets_;  // normalised
  RootAttributes root_;
  std::vector<Cut> cuts_;
  LayoutSigns signs_;
  std::vector<std::size_t> ended_cuts_;  // those behind which no text has come yet
  int hidden_ = 0;
  bool after_comment_ = false;
  bool in_anchor_ = false;
  Reference anchor_;
  std::uint32_t ordinals_ = 0;
};

}  // namespace

HtmlDocument read_html(std::string_view html) {
  return Reader(html).read();
}

}  // namespace fuwake::page
