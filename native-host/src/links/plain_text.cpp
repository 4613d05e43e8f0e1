#include "links/plain_text.h"

#include <algorithm>
#include <array>
#include <optional>

#include "interruption/interruption.h"
#include "links/url.h"
#include "mail/headers.h"
#include "text/ascii.h"

namespace fuwake::links {
namespace {

constexpr auto none = std::string_view::npos;

// What a text may cost beyond one reading, in bytes that are read again: of stretches that are no address after all,
// and of links that begin where one before them began ("www.a/}.b}.b}.b…", of which Thunderbird makes a link by each
// ".": 40 KB were 300 MB of links). An honest mail has none of these by the kilobyte.
constexpr std::size_t most_wasted = 256 * 1024;
constexpr std::size_t most_repeated = 256 * 1024;

struct Cost {
  std::size_t wasted = 0;
  std::size_t repeated = 0;
};

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

// Asked for every character; a call of memchr() for each is most of the time.
constexpr bool is_one_of(char c, std::string_view characters) {
  for (const char each : characters)
    if (each == c) return true;
  return false;
}

// The length of the white space at `at`, or 0; U+3000 and U+00A0 separate words as well.
std::size_t blank_at(std::string_view text, std::size_t at) {
  if (is_one_of(text[at], " \t\n\r")) return 1;
  if (text.substr(at).starts_with("\xE3\x80\x80")) return 3;
  if (text.substr(at).starts_with("\xC2\xA0")) return 2;
  return 0;
}

constexpr std::array<std::string_view, 9> opening_schemes = {"http", "https", "ftp",    "file",   "mailto",
                                                             "news", "snews", "webcal", "webcals"};

bool opens_something(std::string_view scheme) {
  return std::any_of(opening_schemes.begin(), opening_schemes.end(),
                     [scheme](std::string_view known) { return mail::equals_ignoring_case(scheme, known); });
}

// What a stretch of a line, with its sign (":", "@" or ".") at `sign`, leads to; "" where to
// nothing.
std::string target_of(std::string_view stretch, std::size_t sign) {
  std::string target;
  for (std::size_t at = 0; at < stretch.size() && target.size() <= page::longest_link; ++at)
    if (!is_one_of(stretch[at], " \t\n\r\f")) target += stretch[at];
  if (stretch[sign] == ':') return opens_something(target.substr(0, target.find(':'))) ? target : "";
  if (stretch[sign] == '@') return stretch.find('.', sign) == none ? "" : "mailto:" + target;
  return mail::equals_ignoring_case(target.substr(0, 4), "www.") ? "http://" + target : "";
}

// The next place of a kind. Signs come in the order of the line, so that each kind is looked for but once over the
// line, however many signs ask for it: "www......" would else be read to its end by each ".".
template <auto is_of_kind>
class Ahead {
 public:
  // The first such place behind `sign`, or `limit`; the limit is the same until a sign reaches it.
  std::size_t behind(std::string_view line, std::size_t sign, std::size_t limit) {
    if (place_ > sign) return place_;
    for (place_ = sign + 1; place_ < limit && !is_of_kind(line, place_);) ++place_;
    trimmed_ = none;
    return place_;
  }

  // The end of a link that this place ends, without the punctuation marks before it.
  std::size_t trimmed(std::string_view line, std::size_t sign) {
    if (trimmed_ == none)
      for (trimmed_ = place_; trimmed_ > sign + 1 && is_one_of(line[trimmed_ - 1], ".,;!?-:'");) --trimmed_;
    return std::max(trimmed_, sign + 1);
  }

 private:
  std::size_t place_ = 0;  // 0: not looked for yet
  std::size_t trimmed_ = none;
};

template <char c>
bool is_char(std::string_view line, std::size_t at) {
  return line[at] == c;
}

bool is_bracket(std::string_view line, std::size_t at) {
  return is_one_of(line[at], "<>\"");
}

bool ends_any(std::string_view line, std::size_t at) {
  return blank_at(line, at) > 0 || is_one_of(line[at], "><\"`}{");
}

// An IPv6 address stands in brackets, and nothing else.
bool opens_no_host(std::string_view line, std::size_t at) {
  return line[at] == '[' && (at < 2 || line.substr(at - 2, 2) != "//");
}

bool ends_address(std::string_view line, std::size_t at) {
  return line[at] == '(' || line[at] == '\'' || !is_ascii(line[at]);
}

constexpr std::size_t bytes_between_checks = 4096;  // of text in which no link can be; microseconds

// One line. The places where a link can begin are remembered on the way, so that no sign looks
// back; those where it can end are looked for but once.
class Line {
 public:
  Line(std::string_view line, std::vector<page::Reference>& links, Cost& cost)
      : line_(line), links_(links), cost_(cost) {}

  void read() {
    for (std::size_t at = 0;
         at < line_.size() && links_.size() < page::most_references && cost_.repeated <= most_repeated;) {
      const bool sign = is_one_of(line_[at], ":@.") && is_close(at);
      if (sign || at % bytes_between_checks == 0) interruption::check();
      const std::size_t next = sign ? link_at(at).value_or(at + 1) : at + 1;
      while (at < next) remember(at++);
    }
  }

 private:
  // Between two letters, more or less: "10 : 30" is looked at no further.
  bool is_close(std::size_t sign) const {
    return (sign == 0 || line_[sign - 1] != ' ') && (sign + 1 == line_.size() || line_[sign + 1] != ' ');
  }

  void remember(std::size_t at) {
    const char c = line_[at];
    if (text::is_alphanumeric(c)) return;  // most of a text; it begins nothing
    if (is_one_of(c, "<>\"")) bracket_ = at;
    const std::size_t blank = blank_at(line_, at);
    if (blank > 0 || is_one_of(c, "><\"'`,{[(|\\")) word_ = address_ = at + std::max<std::size_t>(1, blank);
    if (!is_ascii(c) || c == ')') address_ = std::max(address_, at + 1);
    if (!is_one_of(c, "+-.")) scheme_ = at + 1;
  }

  // Tries the ways in Thunderbird's order; where a link was made, the place after it.
  std::optional<std::size_t> link_at(std::size_t sign) {
    const char c = line_[sign];
    if (c == ':' && sign >= 4 && line_.substr(sign - 4, 5) == "<URL:")
      if (const auto end = named_link(sign)) return end;
    if (c != '.')
      if (const auto end = bracketed_link(sign)) return end;
    return free_link(c == ':' ? scheme_ : c == '@' ? address_ : word_, sign);
  }

  // "<URL:https://…>"
  std::optional<std::size_t> named_link(std::size_t sign) {
    const auto end = end_of_bracketed(sign, '<');
    if (!end) return std::nullopt;
    const auto inner = line_.substr(sign + 1, *end - sign - 1);
    const auto colon = inner.find(':');
    if (colon == none || !add(target_of(inner, colon), inner, *end)) return std::nullopt;
    return *end + 1;
  }

  // "<https://…>", "\"somebody@…\"": all that stands between the two.
  std::optional<std::size_t> bracketed_link(std::size_t sign) {
    // What is no link by one sign is none by the next of its kind: each stretch is read once for
    // each.
    std::size_t& failed = line_[sign] == ':' ? no_link_after_ : no_address_after_;
    if (bracket_ == none || line_[bracket_] == '>' || bracket_ + 1 >= sign || failed == bracket_) return std::nullopt;
    const auto end = end_of_bracketed(sign, line_[bracket_]);
    if (end && make(bracket_ + 1, sign, *end)) return *end + 1;
    failed = bracket_;
    return std::nullopt;
  }

  std::optional<std::size_t> free_link(std::size_t begin, std::size_t sign) {
    const char c = line_[sign];
    if (begin >= sign || !(text::is_alpha(line_[begin]) || (c != ':' && text::is_alphanumeric(line_[begin]))))
      return std::nullopt;
    if (c == ':' && !opens_something(line_.substr(begin, sign - begin))) return std::nullopt;
    if (c == '.' && !mail::equals_ignoring_case(line_.substr(begin, 4), "www.")) return std::nullopt;
    if (c == '@' && sign < no_address_before_) return std::nullopt;
    const std::size_t end = end_of_word(sign, c == '@');
    if (end > sign + 1 && make(begin, sign, end)) return end;
    // Each "@" of "a@a@a@…" would look for a dot up to the same end.
    if (c == '@') no_address_before_ = end;
    return std::nullopt;
  }

  // The bracket or quotation mark that ends what `opening` began, if no other comes first.
  std::optional<std::size_t> end_of_bracketed(std::size_t sign, char opening) {
    const std::size_t end = next_bracket_.behind(line_, sign, line_.size());
    if (end == line_.size() || line_[end] != (opening == '<' ? '>' : '"')) return std::nullopt;
    return end > sign + 1 ? std::optional(end) : std::nullopt;
  }

  std::size_t end_of_word(std::size_t sign, bool address) {
    const std::size_t limit = next_end_.behind(line_, sign, line_.size());
    std::size_t end = limit, trimmed = next_end_.trimmed(line_, sign);
    const auto ends_at = [&](auto& kind) {
      if (const std::size_t place = kind.behind(line_, sign, limit); place < end)
        end = place, trimmed = kind.trimmed(line_, sign);
    };
    // One that the link opened itself does not end it.
    if (next_round_.behind(line_, sign, limit) > next_round_end_.behind(line_, sign, limit)) ends_at(next_round_end_);
    if (next_square_.behind(line_, sign, limit) > next_square_end_.behind(line_, sign, limit))
      ends_at(next_square_end_);
    ends_at(next_no_host_);
    if (address) ends_at(next_address_end_);
    return trimmed;
  }

  bool make(std::size_t begin, std::size_t sign, std::size_t end) {
    const std::string_view stretch = line_.substr(begin, end - begin);
    return add(target_of(stretch, sign - begin), stretch, end);
  }

  // "https://a:b" is none. What a text may waste on such is bounded; beyond that all pass for
  // links. Form feeds, which are no part of the target, have been read as well.
  bool is_address(const std::string& target, std::string_view shown) {
    // Of one that is cut the end is not known; whoever looks at it tells that.
    if (target.size() > page::longest_link || cost_.wasted > most_wasted || parse_url(target)) return true;
    cost_.wasted += shown.size();
    return false;
  }

  bool add(std::string target, std::string_view shown, std::size_t end) {
    if (target.empty() || !is_address(target, shown)) return false;
    const auto begin = static_cast<std::size_t>(shown.data() - line_.data());
    if (begin < linked_) cost_.repeated += linked_ - begin;
    linked_ = end;
    constexpr std::size_t longest_tail = 200;
    page::Reference link;
    link.kind = page::ReferenceKind::plain_text;
    link.text = shown.substr(0, page::longest_link_text);
    link.target = std::move(target);
    std::size_t tail = end;
    while (tail < line_.size() && tail - end < longest_tail && blank_at(line_, tail) == 0) ++tail;
    link.tail = line_.substr(end, tail - end);
    links_.push_back(std::move(link));
    return true;
  }

  std::string_view line_;
  std::vector<page::Reference>& links_;
  Cost& cost_;
  std::size_t bracket_ = none;           // the last "<", ">" or quotation mark
  std::size_t word_ = 0;                 // where "www." would begin,
  std::size_t address_ = 0;              // a mail address,
  std::size_t scheme_ = 0;               // and a scheme
  std::size_t no_link_after_ = none;     // the bracket after which no scheme stands,
  std::size_t no_address_after_ = none;  // or no "@" with a dot after it
  std::size_t no_address_before_ = 0;    // no "@" before that place has a dot after it
  std::size_t linked_ = 0;               // the end of the last link
  Ahead<is_bracket> next_bracket_;
  Ahead<ends_any> next_end_;
  Ahead<is_char<'('>> next_round_;
  Ahead<is_char<')'>> next_round_end_;
  Ahead<is_char<'['>> next_square_;
  Ahead<is_char<']'>> next_square_end_;
  Ahead<opens_no_host> next_no_host_;
  Ahead<ends_address> next_address_end_;
};

}  // namespace

TextLinks find_links_in_text(std::string_view text) {
  TextLinks links;
  Cost cost;
  while (!text.empty()) {
    interruption::check();
    const auto end = text.find_first_of("\r\n");
    Line(text.substr(0, end), links.all, cost).read();
    links.cut = links.all.size() >= page::most_references || cost.repeated > most_repeated;
    if (links.cut) break;
    text.remove_prefix(end == none ? text.size() : end + 1);
  }
  return links;
}

}  // namespace fuwake::links
