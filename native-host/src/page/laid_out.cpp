#include "page/laid_out.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "interruption/interruption.h"
#include "page/elements.h"
#include "page/html_tokenizer.h"
#include "page/looks.h"
#include "text/ascii.h"
#include "text/visual_order.h"

namespace fuwake::page {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// One, and no sign: tables are full of dots and ticks.
bool is_letter(std::string_view piece) {
  if (letters_in(piece) != 1) return false;
  std::size_t at = 0;
  UChar32 letter = 0;
  U8_NEXT(reinterpret_cast<const std::uint8_t*>(piece.data()), at, piece.size(), letter);
  return letter >= 0 && u_isalpha(letter);
}

// Controls of direction (UAX 9) around the text of an element.
struct Controls {
  std::string_view before, behind;
};

constexpr Controls from_right_by_force = {"\u202e", "\u202c"}, from_left_by_force = {"\u202d", "\u202c"},
                   apart_by_force = {"\u2067\u202e", "\u202c\u2069"}, from_right = {"\u2067", "\u2069"},
                   apart = {"\u2068", "\u2069"}, box = {"\u2066", "\u2069"}, none = {"", ""};

// A run of letters each of which stands in a place of its own.
class ScatteredRun {
 public:
  void add(std::string_view letter) {
    const std::string lower = text::to_lower(letter);
    ordered_ &= last_ <= lower;
    last_ = lower;
    ++length_;
  }
  /// How many letters it had; an index from A to Z has none, and the days of a week are too few.
  std::size_t end() {
    constexpr std::size_t shortest = 10;
    const std::size_t length = length_ < shortest || ordered_ ? 0 : length_;
    *this = {};
    return length;
  }

 private:
  std::string last_;
  std::size_t length_ = 0;
  bool ordered_ = true;
};

class Reader {
 public:
  Reader(std::string_view html, const std::vector<LetterRule>& rules, Shows shows)
      : tokenizer_(html), styles_(rules), shows_(shows) {
    // As long as nothing has laid another ground, it is white: what is white on it stands between words unseen.
    Element root;
    root.looks.background = "#ffffff";
    open_.push_back(std::move(root));
    keys_.emplace_back();
    ++open_names_[""];
  }

  LaidOut read() {
    std::size_t tokens = 0;
    while (const auto token = tokenizer_.next()) {
      interruption::check();
      out_.cut |= ++tokens > most_tokens;
      if (tokens > most_tokens) break;
      if (token->kind == HtmlToken::Kind::text)
        add(token->data);
      else if (token->kind == HtmlToken::Kind::start_tag)
        open(*token);
      else if (token->kind == HtmlToken::Kind::end_tag)
        close(token->data);
    }
    while (!open_.empty()) pop();
    end_run();
    put_in_order();
    return std::move(out_);
  }

 private:
  // What of an element is moved among its siblings, and by what.
  struct Moved {
    double key = 0;
    std::size_t begin = 0, end = 0;  // in the text
  };
  struct Element {
    std::string name;
    Looks looks;
    LetterStyle style;
    Controls controls = none;
    bool from_right = false;  // its direction, by inheritance
    std::size_t begin = 0;
    std::string behind;        // what a style writes there
    std::vector<Moved> moved;  // of what stands in it
  };
  // Tags and texts of a page; a long newsletter has ten thousand.
  static constexpr std::size_t most_tokens = 150'000;
  static constexpr std::size_t deepest = 10'000, deepest_controls = 8, most_written = 4 * 1024 * 1024,
                               most_moved = 16 * 1024 * 1024, shortest_piece = 3;

  bool is_seen() const { return hidden_ <= 0 && (open_.empty() || open_.back().looks.can_be_seen()); }

  // A line or a cell ends. What is short on both sides of it is read as one word.
  void end_piece(char mark) {
    if (!is_seen()) return;
    if (mark == '\n' || pending_ == 0) pending_ = mark;
  }

  // "acco", "unt" in two cells, or one letter in each.
  bool goes_on(std::string_view piece) const {
    const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
    if (pending_ == ' ' && is_small(piece.front()) && !out_.text.empty() && is_small(out_.text.back())) return true;
    return piece_ > 0 && piece_ <= shortest_piece && letters_in(piece) <= shortest_piece;
  }

  void note_join(std::string_view piece) {
    const auto counts = [](char c) { return text::is_alphanumeric(c); };
    if (is_letter(piece) && piece_ == 1)
      run_.add(piece);
    else if (std::any_of(piece.begin(), piece.end(), counts))
      end_run();  // the days of a month between those of two weeks
  }

  void end_run() { out_.scattered += run_.end(); }

  void add(std::string_view text) {
    if (!is_seen()) return;
    const std::string_view piece = trimmed(text);
    if (piece.empty()) {
      if (pending_ == 0 && !out_.text.empty() && !is_blank(out_.text.back())) out_.text += ' ';
      return;
    }
    if (pending_ != 0) {
      while (!out_.text.empty() && out_.text.back() == ' ') out_.text.pop_back();
      if (goes_on(piece)) {
        note_join(piece);
      } else {
        end_run();
        write_end(pending_);
      }
      piece_ = 0;
    } else if (!text.empty() && is_blank(text.front()) && !out_.text.empty() && !is_blank(out_.text.back())) {
      out_.text += ' ';
    }
    pending_ = 0;
    piece_ += letters_in(piece);
    write(piece);
    if (is_blank(text.back())) out_.text += ' ';
  }

  void write(std::string_view text) {
    for (const char c : text)
      if (!is_blank(c))
        out_.text += c;
      else if (!out_.text.empty() && !is_blank(out_.text.back()))
        out_.text += ' ';
  }

  // Each line has the controls of all that is open on it.
  void write_end(char mark) {
    if (mark != '\n') {
      out_.text += mark;
      return;
    }
    for (auto each = controls_.rbegin(); each != controls_.rend(); ++each) out_.text += each->behind;
    out_.text += '\n';
    for (const Controls& each : controls_) out_.text += each.before;
  }

  // What a style writes: no more than a reader would read.
  void add_written(std::string_view value, const HtmlToken& tag) {
    if (value.empty() || !is_seen()) return;
    add_written(styles_.letters_of(value, tag));
  }

  void add_written(const std::string& letters) {
    written_ += letters.size();
    out_.cut |= written_ > most_written;
    if (!out_.cut) add(letters);
  }

  Controls controls_of(const HtmlToken& tag, const LetterStyle& style, bool right) const {
    const std::string* direction = tag.attribute("dir");
    const bool said = direction != nullptr || style.direction != LetterStyle::Direction::unsaid;
    if (style.overrides || (tag.data == "bdo" && direction != nullptr)) {
      if (!right) return from_left_by_force;
      return style.isolates ? apart_by_force : from_right_by_force;
    }
    if (said && right) return from_right;
    if (tag.data == "bdi" || style.isolates || (said && !controls_.empty())) return apart;
    const bool cell = tag.data == "td" || tag.data == "th";
    const bool in_layout = !open_.empty() && open_.back().style.lays_out;
    return !controls_.empty() && (style.atomic || cell || in_layout || style.floats_right) ? box : none;
  }

  // By what an element is moved among its siblings; nullopt where it stays.
  std::optional<double> key_of(const LetterStyle& style) const {
    if (open_.empty()) return std::nullopt;
    const Element& parent = open_.back();
    const auto number = static_cast<double>(parent.moved.size());
    if (style.left || style.top) return style.top.value_or(0) * 1e5 + style.left.value_or(0);
    if (style.floats_right) return -number;
    if (!parent.style.lays_out) return std::nullopt;
    return parent.style.reversed ? -style.order.value_or(0) * 1e5 - number : style.order.value_or(0);
  }

  // Of the children that were moved within one line, their texts in the order in which they are seen.
  void move(Element& parent) {
    std::vector<Moved> moved = std::exchange(parent.moved, {});
    // A blank that ended a child may have gone since, where a line or a cell ended behind it.
    for (Moved& each : moved) {
      each.end = std::min(each.end, out_.text.size());
      each.begin = std::min(each.begin, each.end);
    }
    const auto before = [](const Moved& a, const Moved& b) { return a.key < b.key; };
    if (moved.size() < 2 || std::is_sorted(moved.begin(), moved.end(), before)) return;
    const std::size_t begin = moved.front().begin, end = moved.back().end;
    moved_ += end - begin;
    out_.cut |= moved_ > most_moved;
    if (out_.cut) return;
    std::string seen, between;
    for (std::size_t i = 0; i + 1 < moved.size(); ++i)
      between += std::string_view(out_.text).substr(moved[i].end,
                                                    moved[i + 1].begin - std::min(moved[i].end, moved[i + 1].begin));
    if (trimmed(between).size() > 0) seen += between;
    std::stable_sort(moved.begin(), moved.end(), before);
    const bool words = std::any_of(moved.begin(), moved.end(), [this](const Moved& each) {
      return letters_in(trimmed(std::string_view(out_.text).substr(each.begin, each.end - each.begin))) >
             shortest_piece;
    });
    for (const Moved& each : moved) {
      const std::string_view child = trimmed(std::string_view(out_.text).substr(each.begin, each.end - each.begin));
      if (is_letter(child)) run_.add(child);
      if (words) seen += ' ';
      seen += child;
    }
    out_.text.replace(begin, end - begin, seen);
  }

  void open(const HtmlToken& tag) {
    if (is_void_element(tag.data)) {
      add_void(tag);
      return;
    }
    const bool drawn = tag.data == "svg" || tag.data == "math" || tag.data == "path";
    if ((tag.self_closing && drawn) || open_.size() >= deepest || (tag.self_closing && foreign_ > 0)) return;
    if (tag.data == "body" && open_names_.contains("head")) close("head");
    end_what_ends_by_itself(tag.data);
    push(tag);
  }

  // "<td>a<td>b", "<li>a<li>b": what needs no end tag ends where its like begins.
  void end_what_ends_by_itself(std::string_view next) {
    const auto is_cell = [](std::string_view name) { return name == "td" || name == "th"; };
    const bool cell = is_cell(next), row = next == "tr";
    if ((cell || row) && is_cell(open_.back().name)) pop();
    if (open_.back().name == next && (row || next == "li" || next == "option" || next == "p")) pop();
  }

  void add_void(const HtmlToken& tag) {
    if (is_block_element(tag.data)) {
      if (!open_.empty()) move(open_.back());
      end_piece('\n');
    }
    if (const std::string shown = shown_by_attributes(tag); !shown.empty()) add(shown);
  }

  void push(const HtmlToken& tag) {
    Element element;
    element.name = tag.data;
    element.looks = looks_of(tag, open_.back().looks);
    element.style = styles_.of(tag, LetterStyles::Place::element);
    if (element.style.forced) {
      element.looks = open_.back().looks;
      element.looks.hidden = false;
    } else if (element.style.displayed && is_never_shown(tag) && is_shown_by_display(tag)) {
      element.looks.hidden = false;
    }
    element.looks.hidden |= element.style.hidden;
    element.looks.tiny = element.style.tiny.value_or(element.looks.tiny);
    element.looks.invisible = element.style.invisible.value_or(element.looks.invisible);
    out_.hides |= element.looks.hidden || !element.looks.can_be_seen();
    if (shows_ == Shows::all) {
      element.looks = open_.front().looks;
      element.looks.hidden = is_never_shown(tag);
    }
    const bool in_layout = !open_.empty() && open_.back().style.lays_out;
    const bool begins_line = is_block_element(tag.data) && !element.style.begins_no_line && !in_layout;
    if (begins_line) {
      if (!open_.empty()) move(open_.back());
      end_piece('\n');
    }
    if (tag.data == "td" || tag.data == "th") end_piece(' ');
    element.from_right = !open_.empty() && open_.back().from_right;
    if (const std::string* direction = tag.attribute("dir"))
      element.from_right = text::lower_without_blanks(*direction) == "rtl";
    if (element.style.direction != LetterStyle::Direction::unsaid)
      element.from_right = element.style.direction == LetterStyle::Direction::from_right;
    element.controls = controls_.size() < deepest_controls ? controls_of(tag, element.style, element.from_right) : none;
    element.begin = out_.text.size();
    hidden_ += element.looks.hidden ? 1 : 0;
    foreign_ += tag.data == "svg" || tag.data == "math" ? 1 : 0;
    tokenizer_.set_foreign(foreign_ > 0);
    const auto key = key_of(element.style);
    open_.push_back(std::move(element));
    keys_.push_back(key);
    ++open_names_[tag.data];
    enter(tag);
  }

  void enter(const HtmlToken& tag) {
    Element& element = open_.back();
    if (!element.controls.before.empty()) {
      if (pending_ != 0) {
        write_end(pending_);
        pending_ = 0;
        end_run();
        piece_ = 0;
      }
      out_.text += element.controls.before;
      controls_.push_back(element.controls);
    }
    if (const std::string shown = shown_by_attributes(tag); !shown.empty()) add(shown);
    if (tag.data == "li" || !element.style.marker.empty()) add_written(element.style.marker, tag);
    if (tag.data == "q") add_written(element.style.quotes, tag);
    add_written(styles_.of(tag, LetterStyles::Place::before).content, tag);
    if (const std::string behind = styles_.of(tag, LetterStyles::Place::after).content; !behind.empty())
      element.behind = styles_.letters_of(behind, tag);
  }

  void close(std::string_view name) {
    if (name.empty() || !open_names_.contains(std::string(name))) {
      if (is_block_element(name)) end_piece('\n');
      return;
    }
    for (bool done = false; !done; pop()) done = open_.back().name == name;
  }

  void pop() {
    if (!open_.back().behind.empty()) add_written(open_.back().behind);
    Element element = std::move(open_.back());
    move(element);
    const auto key = keys_.back();
    keys_.pop_back();
    if (!element.controls.before.empty()) {
      out_.text += element.controls.behind;
      controls_.pop_back();
    }
    open_.pop_back();
    if (const auto count = open_names_.find(element.name); --count->second == 0) open_names_.erase(count);
    hidden_ -= element.looks.hidden ? 1 : 0;
    foreign_ -= element.name == "svg" || element.name == "math" ? 1 : 0;
    tokenizer_.set_foreign(foreign_ > 0);
    const bool in_layout = !open_.empty() && open_.back().style.lays_out;
    if (is_block_element(element.name) && !element.style.begins_no_line && !in_layout) end_piece('\n');
    if (key && !open_.empty() && out_.text.size() > element.begin && hidden_ <= 0)
      open_.back().moved.push_back({*key, element.begin, out_.text.size()});
  }

  void put_in_order() {
    if (!text::has_direction_controls(out_.text)) return;
    std::string seen;
    for (const std::string_view line : text::split(out_.text, '\n')) {
      interruption::check();
      seen += text::in_visual_order(line) + '\n';
    }
    out_.text = std::move(seen);
  }

  HtmlTokenizer tokenizer_;
  LetterStyles styles_;
  Shows shows_;
  LaidOut out_;
  std::vector<Element> open_;
  std::vector<std::optional<double>> keys_;                  // of what is open, by which it is moved
  std::unordered_map<std::string, std::size_t> open_names_;  // how many of each name are open
  std::vector<Controls> controls_;                           // of what is open
  ScatteredRun run_;
  int hidden_ = 0, foreign_ = 0;
  char pending_ = 0;         // the end of a line or a cell that is not written yet
  std::size_t piece_ = 0;    // letters since the last one
  std::size_t written_ = 0;  // by styles
  std::size_t moved_ = 0;
};

}  // namespace

LaidOut lay_out(std::string_view html, const std::vector<LetterRule>& rules, Shows shows) {
  return Reader(html, rules, shows).read();
}

bool may_move_letters(const HtmlToken& tag) {
  if (tag.data == "bdo" || tag.data == "bdi" || tag.attribute("dir") != nullptr) return true;
  const std::string* style = tag.attribute("style");
  if (style == nullptr) return false;
  constexpr std::array<std::string_view, 9> words = {"bidi",        ";order:", "reverse",    "direction", "absolute",
                                                     "float:right", "\\",      "list-style", "/*"};
  constexpr std::size_t longest = 1000;
  if (style->size() > longest) return true;
  const std::string lower = ";" + text::lower_without_blanks(*style) + ";";
  return lower.find("display:inline;") != std::string::npos || lower.find("display:inline!") != std::string::npos ||
         std::any_of(words.begin(), words.end(), [&](auto word) { return lower.find(word) != std::string::npos; });
}

namespace {

// However many blanks stand between its words.
std::size_t hash_of(std::string_view line) {
  std::string words;
  for (const char c : trimmed(line))
    if (!is_blank(c))
      words += c;
    else if (words.back() != ' ')
      words += ' ';
  return std::hash<std::string>()(words);
}

}  // namespace

std::string lines_drawn_otherwise(const std::string& drawn, const std::string& written) {
  std::unordered_set<std::size_t> known;
  for (const std::string_view line : text::split(written, '\n')) known.insert(hash_of(line));
  std::string out;
  std::string_view before;
  bool shown = true, follows = false;  // whether `before` is in `out`; whether the next line goes with it
  for (const std::string_view line : text::split(drawn, '\n')) {
    if (trimmed(line).empty()) continue;
    const bool other = !known.contains(hash_of(line));
    if (other && !shown) out.append(before).append("\n");
    if (other || follows) out.append(line).append("\n");
    shown = other || follows;
    follows = other;
    before = line;
  }
  return out;
}

}  // namespace fuwake::page
