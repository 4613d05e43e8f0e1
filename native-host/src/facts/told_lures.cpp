#include "facts/told_lures.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "interruption/interruption.h"
#include "text/ascii.h"
#include "text/folding.h"
#include "text/visual_order.h"

namespace fuwake::facts {
namespace {

const std::string far_apart = " … ";

// A phrase may be the beginning of a word ("quota excedid…"), and nobody writes half of one. Of letters of Latin alone:
// where a Japanese word ends no letter tells.
std::string_view rest_of_word(std::string_view rest, char last) {
  if (!text::is_alphanumeric(last)) return {};
  const auto is_latin_letter = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return text::is_alphanumeric(c) || (byte >= 0xc3 && byte <= 0xc5) || (byte >= 0x80 && byte < 0xc0);
  };
  constexpr std::size_t longest_ending = 20;
  const auto end = std::find_if_not(rest.begin(), rest.end(), is_latin_letter);
  const auto length = static_cast<std::size_t>(end - rest.begin());
  return length > longest_ending ? std::string_view() : rest.substr(0, length);
}

bool line_ends_between(const std::vector<std::size_t>& line_ends, std::size_t begin, std::size_t end) {
  const auto next = std::lower_bound(line_ends.begin(), line_ends.end(), begin);
  return next != line_ends.end() && *next < end;
}

}  // namespace

const knowledge::LureFound* ToldLures::first_of(knowledge::LureGroup group) const {
  for (const knowledge::LureFound& lure : lures)
    if (lure.is_in(group)) return &lure;
  return nullptr;
}

std::string ToldLures::around(const knowledge::LureFound& lure, std::size_t reach) const {
  std::string out;
  std::size_t read = 0;
  for (const knowledge::PhraseFound& found : lure.phrases) {
    const std::size_t begin = std::max(read, found.offset - std::min(reach, found.offset));
    const std::size_t end = std::min(found.offset + found.length + reach, text.size());
    if (begin >= end) continue;
    out += text.substr(begin, end - begin) + '\n';
    read = end;
  }
  return out;
}

std::string ToldLures::quote(const knowledge::LureFound& lure) const {
  const auto whole =
      std::find_if(lure.phrases.begin(), lure.phrases.end(), [](const auto& found) { return !found.phrase->hint; });
  if (whole != lure.phrases.end()) return quote(*whole);
  constexpr std::size_t enough_hints = 3;
  std::string out;
  for (std::size_t i = 0; i < std::min(enough_hints, lure.phrases.size()); ++i)
    out += (i > 0 ? far_apart : "") + quote(lure.phrases[i]);
  return out;
}

std::string ToldLures::quote(const knowledge::PhraseFound& found) const {
  constexpr std::size_t in_one_breath = 40;
  std::string out;
  std::size_t at = found.offset;
  for (const auto& part : found.parts) {
    const std::size_t begin = found.offset + part.begin;
    const bool broken = begin - at > in_one_breath || line_ends_between(line_ends, at, begin);
    out += (broken ? far_apart : text.substr(at, begin - at)) + text.substr(begin, part.length);
    at = begin + part.length;
  }
  out += rest_of_word(std::string_view(text).substr(at), out.back());
  return out;
}

namespace {

// Folded, line by line.
void add_text(std::string_view field, ToldLures& out) {
  const std::size_t begin = out.text.size();
  for (const std::string_view line : text::split(field, '\n')) {
    const std::string folded = text::fold(line);
    if (folded.empty()) continue;
    if (out.text.size() > begin) {
      out.line_ends.push_back(out.text.size());
      out.text += ' ';
    }
    out.text += folded;
  }
}

// Adds what was found in one field to what was found before it. A phrase counts once, however often it stands there.
void add_lure(knowledge::LureFound found, std::vector<knowledge::LureFound>& all) {
  auto lure = std::find_if(all.begin(), all.end(), [&](const auto& other) { return other.lure == found.lure; });
  if (lure == all.end()) lure = all.insert(all.end(), {found.lure, {}});
  for (knowledge::PhraseFound& phrase : found.phrases) {
    const auto same = [&](const auto& other) { return other.phrase == phrase.phrase; };
    if (std::any_of(lure->phrases.begin(), lure->phrases.end(), same)) continue;
    lure->phrases.push_back(phrase);
  }
}

// "Never reply with your password", "we shall not ask you to": whoever says so asks for none. "If you do not reply with
// your password" does.
bool is_denied(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 17> denying = {"never", " not ",  "n't ",  "nunca",  " no ", " non ",
                                                        "não ",  "jamais", "jamás", "nicht ", "nie ", "niemals",
                                                        "nooit", "niet ",  "勿",    "不要",   "别"};
  constexpr std::array<std::string_view, 9> supposing = {" if ",  " unless ", " wenn ", " falls ", " si ",
                                                         " als ", " se ",     "如果",   "若"};
  constexpr std::size_t longest_clause = 80;
  const std::size_t from = at > longest_clause ? at - longest_clause : 0;
  std::string_view before = text.substr(from, at - from);
  if (const auto mark = before.find_last_of(".,;:!?\n"); mark != std::string_view::npos) before.remove_prefix(mark + 1);
  const std::string clause = " " + std::string(before);
  const auto stands = [&clause](std::string_view word) { return clause.find(word) != std::string::npos; };
  return std::any_of(denying.begin(), denying.end(), stands) &&
         std::none_of(supposing.begin(), supposing.end(), stands);
}

// What can be seen, a stretch after another: ten thousand letters without a width, which folding takes away, do not
// push the rest out of one. A stretch begins with the end of the one before, so that a phrase stands whole in one.
class Stretches {
 public:
  explicit Stretches(std::string_view text) : rest_(text) {}

  /// Folded, line by line; nullopt behind the end.
  std::optional<std::string> next() {
    while (read_.size() < searched_for_lures && !rest_.empty()) read_line();
    if (read_.empty() || (rest_.empty() && read_.size() <= carried_ && !first_)) return std::nullopt;
    first_ = false;
    std::string stretch = read_.substr(0, searched_for_lures);
    const std::size_t known = stretch.size() < read_.size() || !rest_.empty() ? stretch.size() - overlap : read_.size();
    carried_ = stretch.size() - known;
    read_.erase(0, known);
    return stretch;
  }

 private:
  static constexpr std::size_t overlap = 1024, longest_line = 64 * 1024;

  // A very long line in pieces, cut between letters.
  void read_line() {
    std::size_t length = std::min(rest_.find('\n'), rest_.size());
    const bool whole = length <= longest_line;
    if (!whole) length = length_of_piece();
    const std::string folded = text::fold(rest_.substr(0, length));
    read_ += folded;
    if (whole && !folded.empty()) read_ += '\n';
    rest_.remove_prefix(std::min(rest_.size(), length + (whole ? 1 : 0)));
  }

  // Within a word where there is one: folding takes blanks away at the ends of what it reads.
  std::size_t length_of_piece() const {
    constexpr std::size_t far = 100;
    for (std::size_t length = longest_line; length > longest_line - far; --length)
      if (text::is_alphanumeric(rest_[length - 1]) && text::is_alphanumeric(rest_[length])) return length;
    std::size_t length = longest_line;
    while (length > longest_line - 4 && (rest_[length] & 0xC0) == 0x80) --length;
    return length;
  }

  std::string_view rest_;
  std::string read_;         // folded, and not given yet, or to be given again
  std::size_t carried_ = 0;  // so much of it was given
  bool first_ = true;
};

// What is told in one of the fields or stretches that was added to `out` last.
std::vector<knowledge::LureFound> lures_behind(std::size_t begin, ToldLures& out, const knowledge::Wording& wording) {
  std::vector<knowledge::LureFound> found = wording.find(std::string_view(out.text).substr(begin));
  for (knowledge::LureFound& lure : found)
    for (knowledge::PhraseFound& phrase : lure.phrases) phrase.offset += begin;
  return found;
}

void drop_what_is_denied(std::string_view text, std::vector<knowledge::LureFound>& lures) {
  for (knowledge::LureFound& lure : lures)
    if (lure.is_in(knowledge::LureGroup::secret))
      std::erase_if(lure.phrases, [text](const auto& phrase) { return is_denied(text, phrase.offset); });
  std::erase_if(lures, [](const knowledge::LureFound& lure) { return !lure.is_told(); });
}

// Behind the beginning a stretch counts by itself: hints that stand far apart in a long letter are no lure. Of all
// stretches the one that tells most is kept.
void search_stretch(const std::string& stretch, const knowledge::Wording& wording, std::size_t begin, ToldLures& out,
                    std::vector<knowledge::LureFound>& most) {
  ToldLures here;
  here.text = stretch;
  std::replace(here.text.begin(), here.text.end(), '\n', ' ');
  std::vector<knowledge::LureFound> lures = lures_behind(0, here, wording);
  drop_what_is_denied(here.text, lures);
  std::erase_if(lures, [](const knowledge::LureFound& lure) { return lure.is_in(knowledge::LureGroup::warning); });
  if (lures.size() <= most.size()) return;
  out.text.resize(begin);
  while (!out.line_ends.empty() && out.line_ends.back() >= begin) out.line_ends.pop_back();
  for (std::size_t end = stretch.find('\n'); end != std::string::npos; end = stretch.find('\n', end + 1))
    out.line_ends.push_back(begin + end);
  out.text += here.text + '\n';
  for (knowledge::LureFound& lure : lures)
    for (knowledge::PhraseFound& phrase : lure.phrases) phrase.offset += begin;
  most = std::move(lures);
}

}  // namespace

ToldLures told_lures(const mail::Mail& mail, const page::Page& page, const knowledge::Knowledge& knowledge) {
  const std::string_view name = mail.from.empty() ? std::string_view() : mail.from.front().display_name;
  ToldLures out;
  std::vector<knowledge::LureFound> found;
  Stretches stretches(page.text);
  const std::string beginning = stretches.next().value_or("");
  const std::string subject = text::in_visual_order(mail.subject.substr(0, 1000));
  for (const std::string_view field : {std::string_view(subject), name.substr(0, 200), std::string_view(beginning)}) {
    const std::size_t begin = out.text.size();
    add_text(field, out);
    for (knowledge::LureFound& lure : lures_behind(begin, out, knowledge.wording)) add_lure(std::move(lure), found);
    out.text += '\n';
  }
  out.subject = out.text.find('\n');
  for (const knowledge::LureFound& lure : found) out.hinted |= lure.phrases.front().phrase->groups;
  drop_what_is_denied(out.text, found);
  std::vector<knowledge::LureFound> most;
  const std::size_t begin = out.text.size();
  const auto search = [&](Stretches rest, std::size_t& left) {
    while (const auto stretch = rest.next()) {
      if (left < stretch->size()) return false;
      left -= stretch->size();
      interruption::check();
      search_stretch(*stretch, knowledge.wording, begin, out, most);
    }
    return true;
  };
  std::size_t left_of_seen = most_searched, left_of_hidden = most_searched / 4;
  // What a style says it shows; and what is hidden by an element's own style a style sheet may show.
  out.cut = !search(stretches, left_of_seen) || !search(Stretches(page.said_by_style), left_of_seen);
  search(Stretches(page.hidden), left_of_hidden);
  for (knowledge::LureFound& lure : most) add_lure(std::move(lure), found);
  const auto warns = [](const knowledge::LureFound& lure) { return lure.is_in(knowledge::LureGroup::warning); };
  if (const auto warning = std::find_if(found.begin(), found.end(), warns); warning != found.end()) {
    out.warning = std::move(*warning);
    found.erase(warning);
  }
  out.lures = std::move(found);
  return out;
}

}  // namespace fuwake::facts
