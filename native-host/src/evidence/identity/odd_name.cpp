// Names that people and firms do not give themselves: an end of commas, underscores or brackets, blanks that push the
// rest out of sight, a campaign's code behind the name and the subject, a template's field that was never filled in
// ("LaserAway {{State}}"). Each is what a program leaves.
#include <string>
#include <string_view>

#include "evidence/check.h"
#include "text/ascii.h"

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

bool ends_oddly(const std::string& name) {
  const std::string_view trimmed = mail::trim_blanks(name);
  if (trimmed.size() < 3) return false;
  const char last = trimmed.back();
  return last == ',' || last == '_' || last == '(' || last == '<' || last == ';' || last == '|';
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

Findings find(const Facts& facts) {
  if (facts.mail.from.empty()) return {};
  Findings findings;
  const mail::Address& from = facts.mail.from.front();
  const auto add = [&](const FindingType& type) {
    findings.push_back({type,
                        {{"name", from.display_name}},
                        {{facts.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}});
  };
  const mail::HeaderField* field = facts.mail.headers().find("from");
  constexpr std::size_t blanks_in_name = 4;
  const bool dotted = from.display_name.find("....") != std::string::npos;
  if (ends_oddly(from.display_name) || dotted || text::is_spread_out(from.display_name, blanks_in_name) ||
      (field != nullptr && text::is_spread_out(field->value, blanks_in_name)))
    add(identity_odd_name);
  const std::string_view code = last_word_of(from.display_name);
  if (code.size() >= 4 && stands_apart(from.display_name, code) && code == last_word_of(facts.mail.subject))
    add(identity_campaign_code);
  if (has_template_field(from.display_name) || has_template_field(facts.mail.subject)) add(identity_template_field);
  return findings;
}

}  // namespace

extern const Check check_odd_name = {{&identity_odd_name, &identity_campaign_code, &identity_template_field}, find};

}  // namespace fuwake::evidence
