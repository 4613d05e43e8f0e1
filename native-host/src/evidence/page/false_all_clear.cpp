// A mail that hides or covers the warning above it, or says in our name that it is genuine: 26 of 47 hostile mails of
// 2026-11 put "✔ Sender verified: Fuwake confirms this mail comes from KAGOYA JAPAN" where the warning stands. We say
// good things on the button alone, never in a mail; so whoever says so there lies.
// A newsletter about Fuwake, and who writes of it or quotes it, says nothing of this mail, or says it in quotation
// marks. Not covered: what is painted in a picture, and languages in which we do not speak.
#include <unicode/utf8.h>
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "evidence/check.h"
#include "facts/quoted_lures.h"
#include "text/ascii.h"
#include "text/folding.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType page_covers_warning{
    .id = "page.covers-warning",
    .family = Family::wording,
    .kind = Kind::deception,
    .technique = "false-all-clear",
};

constexpr FindingType page_speaks_as_fuwake{
    .id = "page.speaks-as-fuwake",
    .family = Family::wording,
    .kind = Kind::deception,
    .arguments = {{"phrase", ArgumentType::quotation}},
    .technique = "false-all-clear",
};

template <std::size_t N>
bool has_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// In folded text, as all below. Brackets of quotations, which stay as they are.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> quotation_marks = {
    {{"“", "”"}, {"「", "」"}, {"『", "』"}, {"«", "»"}, {"\"", "\""}}};

std::string without_quotations(std::string text) {
  for (const auto& [open, close] : quotation_marks)
    for (auto begin = text.find(open); begin != std::string::npos; begin = text.find(open, begin)) {
      const auto end = text.find(close, begin + open.size());
      if (end == std::string::npos) break;
      text.erase(begin, end + close.size() - begin);
    }
  return text;
}

bool names_us(std::string_view text) {
  return has_any(text, std::array<std::string_view, 2>{"fuwake", "腑分け"});
}

// Most mails do not: they are not folded. In full-width letters we are named as well.
bool may_name_us(std::string_view text) {
  constexpr std::string_view name = "fuwake";
  const auto same = [](char written, char lower) { return text::to_lower(written) == lower; };
  return std::search(text.begin(), text.end(), name.begin(), name.end(), same) != text.end() ||
         has_any(text, std::array<std::string_view, 3>{"腑分け", "Ｆ", "ｆ"});
}

// People who use us speak of themselves: "I checked this mail with Fuwake before I sent it on."
bool speaks_of_people(const std::string& sentence) {
  constexpr std::array<std::string_view, 11> words = {" i ", " i'",  " we ", " our ", " my ",        " your it",
                                                      "私",  "弊社", "当社", "当部",  "情報システム"};
  return has_any(" " + sentence + " ", words);
}

// What we say of other mails, and whether and when; and what is bad news.
bool speaks_of_others(std::string_view sentence) {
  constexpr std::array<std::string_view, 18> words = {
      "whether ",   " if ", " when ", " how ",  " not ",    "n't ", " no proof", "warn",   "danger",
      "suspicious", "fake", "phish",  "forged", "かどうか", "場合", "とき",      "ません", "危険"};
  return has_any(sentence, words);
}

bool speaks_of_this_mail(std::string_view sentence) {
  constexpr std::array<std::string_view, 9> words = {"this mail",    "this e-mail", "this email",
                                                     "this message", "this sender", "このメール",
                                                     "本メール",     "この差出人",  "この送信者"};
  return has_any(sentence, words);
}

bool says_good(std::string_view sentence) {
  constexpr std::array<std::string_view, 19> words = {
      "verif",    "confirm", "authentic", "genuine",      "is safe", "trusted",        "legitimate",       "approved",
      "certif",   "checked", "scanned",   "確認しました", "確認済",  "確認できました", "確認されています", "検証済",
      "安全です", "本物",    "正規の"};
  return has_any(sentence, words);
}

// "no danger" and the like, which hold a word that would be bad news.
std::string with_plain_words(std::string sentence) {
  constexpr std::array<std::string_view, 6> words = {"no danger",   "no threats",     "nothing suspicious",
                                                     "no phishing", "問題ありません", "問題はありません"};
  for (const std::string_view word : words)
    for (auto at = sentence.find(word); at != std::string::npos; at = sentence.find(word))
      sentence.replace(at, word.size(), "is safe");
  return sentence;
}

// "✔ Verified by Fuwake", and nothing else.
bool is_seal(std::string_view sentence) {
  constexpr std::array<std::string_view, 12> seals = {
      "verified by fuwake",  "checked by fuwake",    "confirmed by fuwake", "scanned by fuwake",
      "protected by fuwake", "secured by fuwake",    "fuwake verified",     "fuwake: verified",
      "fuwakeで確認済み",    "fuwake: 差出人を確認", "fuwake: 安全",        "fuwake: sender verified"};
  constexpr std::size_t longest_around = 24;  // a sign, "sender", "this is"
  return std::any_of(seals.begin(), seals.end(), [sentence](std::string_view seal) {
    return sentence.find(seal) != std::string_view::npos && sentence.size() <= seal.size() + longest_around;
  });
}

bool speaks_as_us(std::string_view written) {
  if (written.starts_with('>') || !may_name_us(written)) return false;
  const std::string sentence = with_plain_words(without_quotations(text::fold(written)));
  if (!names_us(sentence) || speaks_of_others(sentence) || speaks_of_people(sentence)) return false;
  return is_seal(sentence) || (speaks_of_this_mail(sentence) && says_good(sentence));
}

// A sentence, or a line: where what stands at `from` ends. Looked for from letter to letter, for marks that are not
// there would else be looked for to the end of the text, sentence by sentence.
std::size_t end_of_sentence(std::string_view text, std::size_t from) {
  constexpr std::array<std::string_view, 5> ends = {"\n", ". ", "。", "! ", "? "};
  for (std::size_t at = from; at < text.size(); ++at)
    for (const std::string_view mark : ends)
      if (text.substr(at, mark.size()) == mark) return at;
  return text.size();
}

// "✔ Sender verified: Fuwake confirms …": people who have used us begin no sentence with a sign (U+2600 to U+27BF, and
// pictures from U+1F300 on).
bool begins_with_sign(std::string_view sentence) {
  const auto first = sentence.find_first_not_of(" \t");
  const std::string_view sign = first == std::string_view::npos ? "" : sentence.substr(first);
  return sign.starts_with("\xe2\x98") || sign.starts_with("\xe2\x99") || sign.starts_with("\xe2\x9a") ||
         sign.starts_with("\xe2\x9b") || sign.starts_with("\xe2\x9c") || sign.starts_with("\xe2\x9d") ||
         sign.starts_with("\xe2\x9e") || sign.starts_with("\xf0\x9f");
}

// The first sentence that speaks in our name; `as_seal`: only one that is set like a seal.
std::string spoken_in(std::string_view text, bool as_seal) {
  constexpr std::size_t longest_sentence = 400;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = end_of_sentence(text, at);
    const std::string_view sentence = text.substr(at, std::min(end - at, longest_sentence));
    if (speaks_as_us(sentence) && (!as_seal || begins_with_sign(sentence))) return std::string(sentence.substr(0, 200));
    at = end + 1;
    while (at < text.size() && U8_IS_TRAIL(text[at])) ++at;
  }
  return {};
}

Findings find(const Facts& facts) {
  Findings findings;
  const page::Page& page = facts.page;
  if (page.covers_above) findings.push_back({page_covers_warning, {}, {}});
  // A friend's or an administrator's word on a mail that leads nowhere covers nothing up; a green box of ours does.
  const bool as_seal = facts::has_no_hook(facts);
  constexpr std::size_t searched = 1024 * 1024;
  for (const std::string* text : {&page.text, &page.said_by_style}) {
    const std::string_view begin = std::string_view(*text).substr(0, searched);
    const std::string phrase = may_name_us(begin) ? spoken_in(begin, as_seal) : "";
    if (phrase.empty()) continue;
    findings.push_back({page_speaks_as_fuwake, {{"phrase", phrase}}, {{{}, phrase}}});
    break;
  }
  return findings;
}

}  // namespace

extern const Check check_false_all_clear = {{&page_covers_warning, &page_speaks_as_fuwake}, find};

}  // namespace fuwake::evidence
