// Names that people and firms do not give themselves: an end of commas, underscores or brackets, the reader's own
// address as the sender's name, blanks that push the rest out of sight, a campaign's code behind the name and the
// subject, a template's field that was never filled in ("LaserAway {{State}}"), capital I where l belongs ("someone
// Iogged in") or l for a capital I ("lRS"). Each is what a program leaves, or what slips past a filter.
#include <algorithm>
#include <array>

#include "evidence/check.h"
#include "text/folding.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_odd_name{
    .id = "identity.odd-name",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::name}},
    .technique = "mass-mailing",
};

constexpr FindingType identity_campaign_code{
    .id = "identity.campaign-code",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::name}},
    .technique = "mass-mailing",
};

constexpr FindingType identity_template_field{
    .id = "identity.template-field",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::name}},
    .technique = "mass-mailing",
};

constexpr FindingType wording_spread_subject{
    .id = "wording.spread-subject",
    .family = Family::wording,
    .kind = Kind::anomaly,
    .technique = "hidden-text",
};

constexpr FindingType wording_swapped_letters{
    .id = "wording.swapped-letters",
    .family = Family::wording,
    .kind = Kind::deception,
    .arguments = {{"phrase", ArgumentType::quotation}},
    .technique = "lookalike-letters",
};

bool ends_oddly(const std::string& name) {
  const std::string_view trimmed = mail::trim_blanks(name);
  if (trimmed.size() < 3) return false;
  const char last = trimmed.back();
  return last == ',' || last == '_' || last == '(' || last == '<' || last == ';' || last == '|';
}

// Blanks by the row between two words on one line of the field: folding makes others.
bool is_spread_out(std::string_view raw_value, std::size_t by_purpose) {
  std::size_t blanks = 0;
  bool begun = false;
  for (const char c : raw_value) {
    if (c == '\r' || c == '\n') {
      begun = false;
      blanks = 0;
    } else if (c == ' ' || c == '\t') {
      ++blanks;
    } else {
      if (begun && blanks >= by_purpose) return true;
      begun = true;
      blanks = 0;
    }
  }
  return false;
}

// Letters and digits at the end: "QaGv" of "EnergieNL...QaGv   ".
std::string_view last_word_of(std::string_view text) {
  const auto is_word = [](char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); };
  while (!text.empty() && !is_word(text.back())) text.remove_suffix(1);
  std::size_t begin = text.size();
  while (begin > 0 && is_word(text[begin - 1])) --begin;
  return text.substr(begin);
}

// Behind dots or blanks by the row, where no name goes on.
bool stands_apart(std::string_view name, std::string_view word) {
  const auto at = name.rfind(word);
  if (at == std::string_view::npos || at < 2) return false;
  const std::string_view before = name.substr(at - 2, 2);
  return before == ".." || before == "  " || before == " ." || before == "\t." || before == " #" || before == "\t#";
}

bool has_template_field(const std::string& text) {
  const auto open = text.find("{{");
  return (open != std::string::npos && text.find("}}", open) != std::string::npos) ||
         text.find("%%") != std::string::npos;
}

// A word with "I" for "l": "Iogin", "AccountIock", "heIp". Only words that are one with an l and none as they stand;
// "Ioan" is a Romanian name.
std::string swapped_word_in(std::string_view text) {
  constexpr std::array<std::string_view, 28> words = {
      "login",   "log",      "logged", "could", "would", "please", "click",  "help", "email",   "mail",
      "bill",    "billing",  "alert",  "claim", "deal",  "deals",  "sale",   "last", "limited", "wallet",
      "special", "delivery", "valid",  "still", "value", "ledger", "paypal", "apple"};
  std::string word;
  bool capital = false;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const char c = at < text.size() ? text[at] : ' ';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter) {
      capital |= c == 'I';
      word += c == 'I' ? 'l' : c;
      continue;
    }
    // "lRS", "lNVOICE": the other way round.
    const std::string_view written = text.substr(at - word.size(), word.size());
    for (const std::string_view rest :
         {"RS", "NVOICE", "MPORTANT", "NFO", "NTUIT", "TAU", "TAUCARD", "NSTAGRAM", "MMEDIATE"})
      if (written.starts_with('l') && written.substr(1) == rest) return std::string(written);
    if (capital)
      for (const std::string_view known : words)
        if (mail::equals_ignoring_case(word, known) && text.substr(at - word.size(), word.size()) != word)
          // "LOGIN" in capitals is itself: its I stands where "login" has an i.
          return std::string(text.substr(at - word.size(), word.size()));
    word.clear();
    capital = false;
  }
  return {};
}

Findings find(const Facts& facts) {
  Findings findings;
  constexpr std::size_t searched_text = 16 * 1024;
  if (!facts.mail.from.empty()) {
    const mail::Address& from = facts.mail.from.front();
    const auto add = [&](const FindingType& type) {
      findings.push_back({type,
                          {{"name", from.display_name}},
                          {{facts.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}});
    };
    const mail::HeaderField* field = facts.mail.headers().find("from");
    constexpr std::size_t blanks_in_name = 4;
    const bool dotted = from.display_name.find("....") != std::string::npos;
    if (ends_oddly(from.display_name) || dotted || is_spread_out(from.display_name, blanks_in_name) ||
        (field != nullptr && is_spread_out(field->value, blanks_in_name)))
      add(identity_odd_name);
    const std::string_view code = last_word_of(from.display_name);
    if (code.size() >= 4 && stands_apart(from.display_name, code) && code == last_word_of(facts.mail.subject))
      add(identity_campaign_code);
    if (has_template_field(from.display_name) || has_template_field(facts.mail.subject)) add(identity_template_field);
  }
  constexpr std::size_t blanks_in_subject = 5;
  const mail::HeaderField* subject = facts.mail.headers().find("subject");
  if (subject != nullptr && is_spread_out(subject->value, blanks_in_subject))
    findings.push_back(
        {wording_spread_subject, {}, {{facts.mail.span_of("subject"), facts.mail.subject.substr(0, 200)}}});
  const std::string text = facts.mail.subject + "\n" + facts.page.text.substr(0, searched_text);
  if (const std::string word = swapped_word_in(text); !word.empty())
    findings.push_back({wording_swapped_letters, {{"phrase", word}}, {{facts.mail.span_of("subject"), word}}});
  return findings;
}

}  // namespace

extern const Check check_odd_name = {{&identity_odd_name, &identity_campaign_code, &identity_template_field,
                                      &wording_spread_subject, &wording_swapped_letters},
                                     find};

}  // namespace fuwake::evidence
