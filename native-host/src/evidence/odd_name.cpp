// Names that people and firms do not give themselves: an end of commas, underscores or brackets, the reader's own
// address as the sender's name, a template's field that was never filled in ("LaserAway {{State}}"), capital I where
// l belongs ("someone Iogged in"). Each is what a program leaves, or what slips past a filter.
#include <algorithm>
#include <array>

#include "evidence/checks.h"
#include "knowledge/folding.h"
#include "mail/charsets.h"

namespace fuwake::evidence {
namespace {

bool ends_oddly(const std::string& name) {
  const std::string_view trimmed = mail::trim_blanks(name);
  if (trimmed.size() < 3) return false;
  const char last = trimmed.back();
  return last == ',' || last == '_' || last == '(' || last == '<' || last == ';' || last == '|';
}

bool has_template_field(const std::string& text) {
  const auto open = text.find("{{");
  return (open != std::string::npos && text.find("}}", open) != std::string::npos) ||
         text.find("%%") != std::string::npos;
}

// A word with "I" for "l": "Iogin", "AccountIock", "heIp". Only words that are one with an l and none as they stand.
std::string swapped_word_in(std::string_view text) {
  constexpr std::array<std::string_view, 26> words = {
      "login", "log",   "logged",  "could",  "would",   "please", "click",  "help",   "email",
      "mail",  "bill",  "billing", "alert",  "claim",   "deal",   "deals",  "sale",   "last",
      "limited", "wallet", "special", "delivery", "valid", "still", "loan", "value"};
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

}  // namespace

Findings check_odd_name(const Material& material) {
  Findings findings;
  constexpr std::size_t searched_text = 16 * 1024;
  if (!material.mail.from.empty()) {
    const mail::Address& from = material.mail.from.front();
    const auto add = [&](const char* id) {
      findings.push_back({id,
                          Family::identity,
                          Kind::anomaly,
                          {{"name", from.display_name}},
                          {{material.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}});
    };
    if (ends_oddly(from.display_name)) add("identity.odd-name");
    if (has_template_field(from.display_name) || has_template_field(material.mail.subject))
      add("identity.template-field");
  }
  const std::string text = material.mail.subject + "\n" + material.links.text.substr(0, searched_text);
  if (const std::string word = swapped_word_in(text); !word.empty())
    findings.push_back({"wording.swapped-letters",
                        Family::wording,
                        Kind::anomaly,
                        {{"phrase", word}},
                        {{material.mail.span_of("subject"), word}}});
  return findings;
}

}  // namespace fuwake::evidence
