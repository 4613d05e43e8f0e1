#include "evidence/page/spoken_in_our_name.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <vector>

#include "text/ascii.h"
#include "text/folding.h"

namespace fuwake::evidence {
namespace {

template <std::size_t N>
bool has_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 2> our_names = {"fuwake", "腑分け"};

// Most mails do not: they are not folded. Between the letters may stand what cannot be seen; in full-width letters we
// are named as well.
bool may_name_us(std::string_view text) {
  constexpr std::string_view name = "fuwake";
  constexpr std::size_t longest = 200;
  for (auto at = text.find_first_of("fF"); at != std::string_view::npos; at = text.find_first_of("fF", at + 1)) {
    std::size_t found = 1, end = at + 1;
    for (; end < std::min(text.size(), at + longest) && found < name.size(); ++end)
      if (text::to_lower(text[end]) == name[found])
        ++found;
      else if (text::is_alphanumeric(text[end]) || text[end] == ' ' || text[end] == '\n')
        break;
    if (found == name.size()) return true;
  }
  return has_any(text, std::array<std::string_view, 3>{"腑分け", "Ｆ", "ｆ"});
}

// A line as it is shown, and in folded letters.
struct Line {
  std::string_view shown;
  std::string folded;
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  for (const std::string_view shown : text::split(text, '\n'))
    if (std::string folded = text::fold(shown); folded.find_first_not_of(' ') != std::string::npos)
      lines.push_back({shown, std::move(folded)});
  return lines;
}

// "✔ Sender verified: Fuwake confirms …": people who have used us begin no sentence with a sign (U+2600 to U+27BF, and
// pictures from U+1F300 on).
bool begins_with_sign(std::string_view line) {
  const auto skipped = [&line](std::string_view mark) {
    if (!line.starts_with(mark)) return false;
    line.remove_prefix(mark.size());
    return true;
  };
  while (skipped(" ") || skipped("\t") || skipped(">") || skipped("\"") || skipped("'") || skipped("“") ||
         skipped("«") || skipped("„") || skipped("「") || skipped("『") || skipped("[") || skipped("(")) {
  }
  for (const std::string_view begin :
       {"\xe2\x98", "\xe2\x99", "\xe2\x9a", "\xe2\x9b", "\xe2\x9c", "\xe2\x9d", "\xe2\x9e", "\xf0\x9f"})
    if (line.starts_with(begin)) return true;
  return line.starts_with("√");
}

// Brackets of quotations, which folding leaves as they are.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> quotation_marks = {
    {{"“", "”"}, {"„", "“"}, {"「", "」"}, {"『", "』"}, {"«", "»"}, {"\"", "\""}}};

std::string without_quotations(std::string text) {
  for (const auto& [open, close] : quotation_marks)
    for (auto begin = text.find(open); begin != std::string::npos; begin = text.find(open, begin)) {
      const auto end = text.find(close, begin + open.size());
      if (end == std::string::npos) break;
      text.erase(begin, end + close.size() - begin);
    }
  return text;
}

struct Word {
  std::string_view letters;
  std::size_t begin = 0;
};

std::vector<Word> words_of(std::string_view sentence) {
  const auto is_of_word = [](char c) { return text::is_alphanumeric(c) || c == '\''; };
  std::vector<Word> words;
  for (std::size_t at = 0; at < sentence.size();) {
    std::size_t end = at;
    while (end < sentence.size() && is_of_word(sentence[end])) ++end;
    if (end > at) words.push_back({sentence.substr(at, end - at), at});
    at = std::max(end, at + 1);
  }
  return words;
}

// Who quotes somebody says so around it; a seal in quotation marks is a seal.
std::string without_what_is_quoted(std::string line) {
  constexpr std::size_t says_something = 12;
  std::string rest = without_quotations(line);
  const auto letters = std::count_if(rest.begin(), rest.end(), [](char c) {
    return text::is_alphanumeric(c) || static_cast<unsigned char>(c) >= 0x80;
  });
  return static_cast<std::size_t>(letters) >= says_something ? rest : line;
}

constexpr std::array<std::string_view, 16> confirming = {
    "confirms", "confirmed", "verifies",   "verified",   "authenticates", "authenticated", "certifies", "certified",
    "approves", "approved",  "guarantees", "guaranteed", "validates",     "validated",     "vouches",   "vouched"};
constexpr std::array<std::string_view, 6> checking = {"checks", "checked", "scans", "scanned", "trusts", "protects"};
constexpr std::array<std::string_view, 10> good = {"verified",   "genuine",   "authentic",     "safe",     "trusted",
                                                   "legitimate", "confirmed", "authenticated", "harmless", "approved"};
constexpr std::array<std::string_view, 22> denying = {
    "not", "cannot", "can't", "never", "no",     "neither", "hardly", "nothing", "isn't",      "doesn't", "whether",
    "if",  "when",   "how",   "why",   "danger", "warning", "but",    "fake",    "suspicious", "forged",  "phishing"};
// What may stand between our name and what we do.
constexpr std::array<std::string_view, 17> beside = {"add",     "on",   "addon",  "for",      "thunderbird", "has",
                                                     "have",    "had",  "hereby", "now",      "just",        "also",
                                                     "already", "team", "itself", "security", "successfully"};

/// One sentence, and what of it is about us.
class Sentence {
 public:
  Sentence(std::string_view text, bool seal, const Surroundings& around)
      : text_(text), seal_(seal), around_(around), words_(words_of(text)) {}

  bool speaks_as_us() const {
    if (!has_any(text_, our_names)) return false;
    if (speaks_japanese()) return true;
    for (std::size_t i = 0; i < words_.size(); ++i)
      if (words_[i].letters == "fuwake" && (we_speak(i) || seals(i))) return true;
    return false;
  }

 private:
  bool is_shameless() const { return seal_ || around_.wants_much; }

  std::string_view word(std::size_t i) const { return i < words_.size() ? words_[i].letters : std::string_view(); }

  bool is_mail(std::size_t i) const {
    constexpr std::array<std::string_view, 6> mails = {"mail", "email", "message", "sender", "letter", "mails"};
    return is_one_of(mails, word(i)) || (word(i) == "e" && word(i + 1) == "mail");
  }

  // "this mail", "our message"; not "the sender of each mail".
  bool names_this_mail(std::size_t from) const {
    for (std::size_t i = from; i < words_.size(); ++i)
      if ((word(i) == "this" || word(i) == "our") && is_mail(i + 1)) return true;
    return false;
  }

  bool any_between(std::size_t begin, std::size_t end, const auto& list) const {
    for (std::size_t i = begin; i < std::min(end, words_.size()); ++i)
      if (is_one_of(list, word(i))) return true;
    return false;
  }

  // Who reports what we say, or has used us, and who asks.
  bool is_told_by_others(std::size_t name) const {
    if (is_shameless()) return false;
    constexpr std::array<std::string_view, 26> reporting = {
        "shown",    "shows",   "show",   "displayed", "displays", "although", "though",  "bug",    "error",
        "badge",    "button",  "wrong",  "wrongly",   "means",    "mean",     "example", "if",     "when",
        "whenever", "whether", "unless", "until",     "reads",    "says",     "said",    "version"};
    constexpr std::array<std::string_view, 6> people = {"i", "we", "my", "i'm", "i've", "our"};
    for (std::size_t i = 0; i < words_.size(); ++i)
      if (is_one_of(reporting, word(i)) && i != name + 1) return true;
    return any_between(0, name, people) || text_.ends_with('?');
  }

  // "Fuwake has verified this sender", "Fuwake: this mail is genuine", "Fuwake found no danger in this message".
  bool we_speak(std::size_t name) const {
    if (is_told_by_others(name)) return false;
    std::size_t verb = name + 1;
    constexpr std::size_t far = 5;
    while (verb < name + far && is_one_of(beside, word(verb))) ++verb;
    const bool before = name >= 2 && word(name - 2) == "sender" && is_one_of(good, word(name - 1));
    const bool does = is_one_of(confirming, word(verb)) || (is_shameless() && is_one_of(checking, word(verb)));
    if (does && !is_one_of(denying, word(verb + 1)))
      return before || names_this_mail(verb) || (is_shameless() && comes_from(verb)) || names_this_mail_before(name);
    return finds_nothing_bad(verb) || calls_it_good(name);
  }

  bool names_this_mail_before(std::size_t name) const {
    for (std::size_t i = 0; i + 1 < name; ++i)
      if (word(i) == "this" && is_mail(i + 1)) return true;
    return false;
  }

  bool comes_from(std::size_t from) const {
    for (std::size_t i = from; i < words_.size(); ++i)
      if (word(i) == "from" && (word(i - 1) == "comes" || word(i - 1) == "is" || word(i - 1) == "sent")) return true;
    return false;
  }

  bool finds_nothing_bad(std::size_t verb) const {
    constexpr std::array<std::string_view, 4> finding = {"found", "finds", "sees", "detected"};
    constexpr std::array<std::string_view, 9> bad = {"danger",   "threat",     "threats",   "phishing", "problem",
                                                     "problems", "suspicious", "dangerous", "harmful"};
    if (!is_one_of(finding, word(verb)) || (word(verb + 1) != "no" && word(verb + 1) != "nothing")) return false;
    return is_one_of(bad, word(verb + 2)) && (names_this_mail(verb) || is_shameless());
  }

  // "Fuwake: verified"; "Fuwake: safe mail" is how an add-on praises itself.
  bool is_short_label(std::size_t name, std::string_view praise) const {
    constexpr std::size_t short_label = 4;
    constexpr std::array<std::string_view, 4> results = {"verified", "genuine", "confirmed", "authenticated"};
    return words_.size() - name - 1 <= short_label && (is_shameless() || is_one_of(results, praise));
  }

  // "Fuwake: sender verified", "Fuwake says this mail is genuine".
  bool calls_it_good(std::size_t name) const {
    constexpr std::size_t far = 10;
    const std::size_t begin = words_[name].begin + words_[name].letters.size();
    std::string_view rest = text_.substr(begin);
    rest = rest.substr(std::min(rest.find_first_not_of(' '), rest.size()));
    const bool label = rest.starts_with(':') || rest.starts_with('-') || rest.starts_with("–") || rest.starts_with('|');
    constexpr std::array<std::string_view, 6> saying = {"says", "said", "considers", "finds", "rates", "calls"};
    if (!label && !is_one_of(saying, word(name + 1))) return false;
    for (std::size_t i = name + 1; i < std::min(name + far, words_.size()); ++i) {
      if (is_one_of(denying, word(i))) return false;
      if (is_one_of(good, word(i)))
        return names_this_mail(name) || (label && (is_mail(i - 1) || is_short_label(name, word(i))));
    }
    return false;
  }

  // "✔ Verified by Fuwake": others have used us, unless it is set like a seal, or a lure stands beside it.
  bool seals(std::size_t name) const {
    if (!is_shameless()) return false;
    constexpr std::array<std::string_view, 5> more = {"checked", "scanned", "protected", "secured", "certified"};
    constexpr std::size_t longest_around = 48;  // a sign, "sender", "this is", the seal itself
    std::size_t by = name;
    while (by > 0 && (by == name || word(by) == "the" || word(by) == "add" || word(by) == "on")) --by;
    const bool sealed = by > 0 && word(by) == "by" && (is_one_of(good, word(by - 1)) || is_one_of(more, word(by - 1)));
    const bool alone = text_.size() <= longest_around || names_this_mail(0);
    const bool in_front = is_one_of(good, word(name + 1)) && words_.size() - name <= 3;
    return (sealed && alone) || (in_front && text_.size() <= longest_around);
  }

  bool speaks_japanese() const {
    constexpr std::array<std::string_view, 5> this_mail = {"このメール", "本メール", "この差出人", "この送信者",
                                                           "このメッセージ"};
    constexpr std::array<std::string_view, 9> well = {"確認しました",     "確認済", "確認できました",
                                                      "確認されています", "検証済", "安全です",
                                                      "本物です",         "本物と", "正規の"};
    constexpr std::array<std::string_view, 3> fine = {"問題ありません", "問題はありません", "危険はありません"};
    constexpr std::array<std::string_view, 2> asks = {"かどうか", "でしょうか"};
    constexpr std::array<std::string_view, 12> told = {"場合", "とき", "危険", "表示", "と出",         "ですか",
                                                       "私",   "弊社", "当社", "当部", "情報システム", "不具合"};
    const bool without_danger = has_any(text_, fine);
    if (has_any(text_, asks) || (!without_danger && text_.find("ません") != std::string_view::npos)) return false;
    if (!has_any(text_, well) && !without_danger) return false;
    if (!is_shameless() && !without_danger && has_any(text_, told)) return false;
    const bool label =
        text_.find("fuwake:") != std::string_view::npos || text_.find("fuwake :") != std::string_view::npos;
    if (!has_any(text_, this_mail) && !(label && text_.find("差出人") != std::string_view::npos))
      return is_shameless() && (label || we_have_been_used());
    return !we_have_been_used() || is_shameless();
  }

  // "Fuwakeで確認済み": whoever says so speaks for himself.
  bool we_have_been_used() const {
    return has_any(text_, std::array<std::string_view, 4>{"fuwakeで", "fuwake で", "fuwakeを使", "fuwakeにて"});
  }

  std::string_view text_;
  bool seal_;
  const Surroundings& around_;
  std::vector<Word> words_;
};

// Where the sentence that begins at `from` ends, and its mark with it. Looked for from letter to letter, for marks that
// are not there would else be looked for to the end of the text, sentence by sentence.
std::size_t end_of_sentence(std::string_view text, std::size_t from) {
  constexpr std::array<std::string_view, 4> ends = {". ", "。", "! ", "? "};
  for (std::size_t at = from; at < text.size(); ++at)
    for (const std::string_view mark : ends)
      if (text.substr(at, mark.size()) == mark) return at + (mark.back() == ' ' ? 1 : mark.size());
  return text.size();
}

std::string_view cut(std::string_view text, std::size_t from, std::size_t longest) {
  while (from > 0 && from < text.size() && U8_IS_TRAIL(text[from])) --from;
  std::size_t end = std::min(text.size(), from + longest);
  while (end > from && end < text.size() && U8_IS_TRAIL(text[end])) --end;
  return text.substr(std::min(from, text.size()), end - std::min(from, text.size()));
}

// What is near our name: a hundred ticks before it push nothing out.
std::string_view near_our_name(std::string_view sentence) {
  constexpr std::size_t before = 200, longest = 600;
  std::size_t name = std::string_view::npos;
  for (const std::string_view each : our_names) name = std::min(name, sentence.find(each));
  if (name == std::string_view::npos) return {};
  return cut(sentence, name > before ? name - before : 0, longest);
}

bool any_sentence_speaks(const std::string& folded, bool seal, const Surroundings& around) {
  const std::string text = seal ? folded : without_what_is_quoted(folded);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = end_of_sentence(text, at);
    const std::string_view sentence = near_our_name(std::string_view(text).substr(at, end - at));
    if (!sentence.empty() && Sentence(sentence, seal, around).speaks_as_us()) return true;
    at = std::max(end, at + 1);
  }
  return false;
}

std::string shown(std::string_view line) {
  constexpr std::size_t longest = 200;
  const std::string folded = text::fold(line);
  return std::string(line.size() <= longest ? line : cut(near_our_name(folded), 0, longest));
}

}  // namespace

std::string spoken_in_our_name(std::string_view text, const Surroundings& around) {
  if (!may_name_us(text)) return {};
  const std::vector<Line> lines = lines_of(text);
  constexpr std::size_t most_lines = 2, short_line = 100;
  const auto is_quoted = [&](const Line& line) { return around.marks_quotes && line.folded.starts_with('>'); };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!has_any(lines[i].folded, our_names) || is_quoted(lines[i])) continue;
    const bool seal = begins_with_sign(lines[i].shown);
    if ((seal || !around.seals_only) && any_sentence_speaks(lines[i].folded, seal, around))
      return shown(lines[i].shown);
    // "✔ Sender verified", "Fuwake confirms", "this mail comes from your bank", each in a line of its own.
    std::string together;
    bool sign = false;
    for (std::size_t j = i - std::min(i, most_lines); j < std::min(lines.size(), i + most_lines + 1); ++j) {
      if (j != i && (lines[j].folded.size() > short_line || is_quoted(lines[j]))) continue;
      sign |= begins_with_sign(lines[j].shown);
      together += (together.empty() ? "" : " ") + lines[j].folded;
    }
    if ((sign || !around.seals_only) && any_sentence_speaks(together, sign, around)) return shown(together);
  }
  return {};
}

}  // namespace fuwake::evidence
