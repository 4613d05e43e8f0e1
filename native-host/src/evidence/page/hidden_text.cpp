// Text made to be read by filters and not by people, or the other way round: characters of no width and
// comments inside words, letters of two scripts in one word, and much text that is not shown. Newsletters hide a line
// that mail programs show in their lists, so hidden text alone is a fact and no more.
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>
#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>

#include "evidence/check.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType wording_zero_width{
    .id = "wording.zero-width",
    .family = Family::wording,
    .kind = Kind::deception,
    .arguments = {{"count", ArgumentType::number}},
    .technique = "broken-words",
};

constexpr FindingType wording_broken_words{
    .id = "wording.broken-words",
    .family = Family::wording,
    .kind = Kind::deception,
    .arguments = {{"count", ArgumentType::number}},
    .technique = "broken-words",
};

constexpr FindingType wording_cut_by_style{
    .id = "wording.cut-by-style",
    .family = Family::wording,
    .kind = Kind::anomaly,
    .arguments = {{"count", ArgumentType::number}},
    .technique = "broken-words",
};

constexpr FindingType wording_scattered{
    .id = "wording.scattered",
    .family = Family::wording,
    .kind = Kind::anomaly,
    .arguments = {{"count", ArgumentType::number}},
    .technique = "broken-words",
};

constexpr FindingType wording_mixed_letters{
    .id = "wording.mixed-letters",
    .family = Family::wording,
    .kind = Kind::deception,
    .arguments = {{"phrase", ArgumentType::quotation}},
    .technique = "lookalike-letters",
};

constexpr FindingType wording_pushed_away{
    .id = "wording.pushed-away",
    .family = Family::wording,
    .kind = Kind::anomaly,
    .technique = "hidden-text",
};

constexpr FindingType wording_hidden_text{
    .id = "wording.hidden-text",
    .family = Family::wording,
    .kind = Kind::note,
};

constexpr std::size_t longest_preheader = 1000;

mail::Span body_span(const Facts& facts) {
  return facts.mail.bodies.empty() ? mail::Span{} : facts.mail.parts[facts.mail.bodies.front().part].body;
}

bool looks_latin(UScriptCode script) {
  return script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK || script == USCRIPT_CHEROKEE;
}

// µ, Ω, Δ and π stand among Latin letters as signs ("ΔTmax", "µServer").
bool is_a_sign(UChar32 c) {
  return c == 0xb5 || c == 0x3bc || c == 0x2126 || c == 0x3a9 || c == 0x2206 || c == 0x394 || c == 0x3c0;
}

// A box of 10,000 screens' height, or a margin of 470,500 pixels: what stands below it, a stranger's newsletter, is for
// filters alone. Pictures are replaced by negative margins, and accordions have a great max-height; neither counts.
bool pushes_text_away(std::string_view html) {
  constexpr std::array<std::string_view, 7> properties = {
      "height", "min-height", "margin-top", "margin-bottom", "padding-top", "padding-bottom", "line-height"};
  constexpr long screens = 500, pixels = 5000;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t at = 0; at + 4 < html.size(); ++at) {
    if (!is_digit(html[at]) || (at > 0 && (is_digit(html[at - 1]) || html[at - 1] == '.' || html[at - 1] == '-')))
      continue;
    std::size_t end = at;
    while (end < html.size() && is_digit(html[end])) ++end;
    const std::string_view unit = html.substr(end, 2);
    if (end - at < 3 || end - at > 9 || (unit != "vh" && unit != "px")) continue;
    const long value = std::stol(std::string(html.substr(at, end - at)));
    if (value < (unit == "vh" ? screens : pixels)) continue;
    std::size_t colon = at;
    while (colon > 0 && html[colon - 1] == ' ') --colon;
    if (colon == 0 || html[colon - 1] != ':') continue;
    std::size_t begin = --colon;
    while (begin > 0 && (std::isalpha(static_cast<unsigned char>(html[begin - 1])) || html[begin - 1] == '-')) --begin;
    const std::string_view property = html.substr(begin, colon - begin);
    if (std::find(properties.begin(), properties.end(), property) != properties.end()) return true;
  }
  return false;
}

// Characters of no width in a subject: a preheader's fillers stand in the text, never here.
std::size_t unseen_in(std::string_view subject) {
  std::size_t count = 0;
  const auto* data = reinterpret_cast<const std::uint8_t*>(subject.data());
  for (std::size_t at = 0; at < subject.size();) {
    UChar32 c = 0;
    U8_NEXT(data, at, subject.size(), c);
    count += c == 0x200b || c == 0x2060 || c == 0xfeff || c == 0x34f || c == 0xad;
  }
  return count;
}

// The first word of at least four letters in which Latin ones stand among Cyrillic or Greek ones ("Аpple");
// units and formulas ("10µm", "Δt") are shorter, or have them at one end beside a digit.
std::string mixed_word_in(std::string_view text) {
  constexpr int shortest_word = 4;
  std::string word;
  int latin = 0, foreign = 0;
  const auto* data = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t at = 0;
  while (at <= text.size()) {
    UChar32 c = ' ';
    const std::size_t begin = at;
    if (at < text.size())
      U8_NEXT(data, at, text.size(), c);
    else
      ++at;
    if (c >= 0 && u_isalpha(c)) {
      UErrorCode status = U_ZERO_ERROR;
      const UScriptCode script = uscript_getScript(c, &status);
      latin += script == USCRIPT_LATIN;
      foreign += looks_latin(script) && !is_a_sign(c);
      word += text.substr(begin, at - begin);
      continue;
    }
    if (latin > 0 && foreign > 0 && latin + foreign >= shortest_word && word.size() < 100) return word;
    word.clear();
    latin = foreign = 0;
  }
  return {};
}

Findings find(const Facts& facts) {
  Findings findings;
  const page::Page& page = facts.page;
  constexpr std::size_t more_than_a_slip = 3;
  if (page.zero_width + unseen_in(facts.mail.subject) > more_than_a_slip)
    findings.push_back(
        {wording_zero_width, {{"count", std::to_string(page.zero_width)}}, {{body_span(facts), "U+200B"}}});
  if (page.broken_words > more_than_a_slip)
    findings.push_back(
        {wording_broken_words, {{"count", std::to_string(page.broken_words)}}, {{body_span(facts), "<!-- -->"}}});
  if (page.words_cut_by_style > more_than_a_slip)
    findings.push_back(
        {wording_cut_by_style, {{"count", std::to_string(page.words_cut_by_style)}}, {{body_span(facts), "<style>"}}});
  // An index from A to Z, or the days of a week, are fewer, and no such run.
  constexpr std::size_t more_than_a_table_has = 30;
  if (page.scattered > more_than_a_table_has)
    findings.push_back({wording_scattered, {{"count", std::to_string(page.scattered)}}, {{body_span(facts), ""}}});
  for (const std::string* text : {&facts.mail.subject, &page.text}) {
    const std::string word = mixed_word_in(*text);
    if (word.empty()) continue;
    const bool subject = text == &facts.mail.subject;
    findings.push_back({wording_mixed_letters,
                        {{"phrase", word}},
                        {{subject ? facts.mail.span_of("subject") : body_span(facts), word}}});
    break;
  }
  constexpr std::size_t searched_html = 4 * 1024 * 1024;
  for (const mail::TextBody& body : facts.mail.bodies)
    if (body.form == mail::TextBody::Form::html && !body.attached &&
        pushes_text_away(std::string_view(body.text).substr(0, searched_html))) {
      findings.push_back({wording_pushed_away, {}, {{facts.mail.parts[body.part].body, ""}}});
      break;
    }
  if (page.hidden.size() > longest_preheader)
    findings.push_back({wording_hidden_text, {}, {{body_span(facts), page.hidden.substr(0, 200)}}});
  return findings;
}

}  // namespace

extern const Check check_hidden_text = {
    {&wording_zero_width, &wording_broken_words, &wording_cut_by_style, &wording_scattered, &wording_mixed_letters,
     &wording_pushed_away, &wording_hidden_text},
    find};

}  // namespace fuwake::evidence
