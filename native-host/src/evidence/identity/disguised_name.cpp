// A brand's name in letters that only look like its own ("РауРаl", "ＡmаzOn"): nobody writes his own
// name so. And characters in the sender's name that act unseen: NUL and line ends from encoded words
// (Mailsploit), direction overrides, zero-width characters inside a word, marks that no writing puts on these letters
// ("E͏q͏u͏i͏p͏e͏", "entre̷ga"). Names in right-to-left
// scripts carry direction marks for good reason, emoji carry joiners.
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <vector>

#include "evidence/check.h"
#include "facts/demand.h"
#include "knowledge/disguise.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_hidden_characters{
    .id = "identity.hidden-characters",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"name", ArgumentType::name}},
    .technique = "hidden-characters",
};

constexpr FindingType identity_nested_encoding{
    .id = "identity.nested-encoding",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::name}},
    .technique = "several-senders",
};

constexpr FindingType identity_disguised_brand{
    .id = "identity.disguised-brand",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"name", ArgumentType::name}, {"brand", ArgumentType::brand}},
    .technique = "lookalike-letters",
};

constexpr FindingType identity_misspelt_brand{
    .id = "identity.misspelt-brand",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::name}, {"brand", ArgumentType::brand}},
    .technique = "lookalike-letters",
};

constexpr FindingType identity_letters_as_symbols{
    .id = "identity.letters-as-symbols",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::name}},
    .technique = "lookalike-letters",
};

// A firm may be called so: its domain has the word.
bool bears(const std::string& domain, const std::string& word) {
  std::string letters;
  for (const char c : word)
    if (text::is_alphanumeric(c)) letters += c;
  return !letters.empty() && domain.find(letters) != std::string::npos;
}

std::vector<UChar32> characters_of(const std::string& text) {
  std::vector<UChar32> out;
  const auto* data = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t at = 0;
  while (at < text.size() && out.size() < 1000) {
    UChar32 character = 0;
    U8_NEXT(data, at, text.size(), character);
    out.push_back(character);
  }
  return out;
}

bool is_override(UChar32 c) {
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

bool is_invisible(UChar32 c) {
  return c == 0x200b || c == 0x2060 || c == 0xfeff || c == 0xad || c == 0x34f;
}

// Strokes and slashes laid over letters, and marks of another script: each language keeps to its own. Variation
// selectors choose a form of an ideograph or an emoji; behind other letters they do nothing and are not seen.
bool is_strange_mark(UChar32 before, UChar32 c) {
  const bool selector = (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0000 && c <= 0xe01ef);
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode of_letter = uscript_getScript(before, &status);
  if (selector)
    return u_isalpha(before) && !u_hasBinaryProperty(before, UCHAR_EMOJI) &&  // "ℹ️" begins with a letter
           (of_letter == USCRIPT_LATIN || of_letter == USCRIPT_CYRILLIC || of_letter == USCRIPT_GREEK ||
            of_letter == USCRIPT_CHEROKEE);
  if (u_charType(c) != U_NON_SPACING_MARK || of_letter != USCRIPT_LATIN) return false;
  const UScriptCode script = uscript_getScript(c, &status);
  const bool overlay = c >= 0x334 && c <= 0x338;
  return overlay || (script != USCRIPT_INHERITED && script != USCRIPT_LATIN && script != USCRIPT_COMMON);
}

bool acts_unseen(const std::string& text) {
  const auto characters = characters_of(text);
  bool right_to_left = false;
  for (const UChar32 c : characters) {
    const UCharDirection direction = u_charDirection(c);
    right_to_left |= direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
  }
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const UChar32 c = characters[i];
    if (c >= 0 && c < 0x20 && c != '\t') return true;
    if (is_override(c) && !right_to_left) return true;
    const bool inside =
        i > 0 && i + 1 < characters.size() && u_isalnum(characters[i - 1]) && u_isalnum(characters[i + 1]);
    if (is_invisible(c) && inside) return true;
    if (i > 0 && is_strange_mark(characters[i - 1], c)) return true;
  }
  return false;
}

Findings find(const Facts& facts) {
  if (facts.mail.from.empty()) return {};
  const mail::Address& from = facts.mail.from.front();
  const std::vector<Evidence> evidence = {{facts.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}};
  Findings findings;
  if (acts_unseen(from.display_name) || acts_unseen(from.spec()))
    findings.push_back({identity_hidden_characters, {{"name", from.display_name}}, evidence});
  // A decoded name that is an encoded word again: readers that decode twice show another sender than
  // those that decode once (espoofer). Careless gateways encode twice as well.
  if (const auto begin = from.display_name.find("=?");
      begin != std::string::npos && from.display_name.find("?=", begin + 2) != std::string::npos)
    findings.push_back({identity_nested_encoding, {{"name", from.display_name}}, evidence});
  const knowledge::Brand* brand = facts.knowledge.lookalikes.disguised_in(from.display_name);
  if (brand != nullptr && facts.knowledge.brands.owner_of(from.domain) != brand)
    findings.push_back({identity_disguised_brand, {{"name", from.display_name}, {"brand", brand->id}}, evidence});
  else if (const auto misspelt = facts.knowledge.lookalikes.misspelt_in(from.display_name);
           misspelt && brand == nullptr && !bears(from.domain, misspelt->word))
    findings.push_back({facts::has_second_sign(facts) ? identity_disguised_brand : identity_misspelt_brand,
                        {{"name", from.display_name}, {"brand", misspelt->brand->id}},
                        evidence});
  if (knowledge::has_letters_as_symbols(from.display_name) || knowledge::has_letters_as_symbols(from.spec()))
    findings.push_back({identity_letters_as_symbols, {{"name", from.display_name}}, evidence});
  return findings;
}

}  // namespace

extern const Check check_disguised_name = {
    {&identity_hidden_characters, &identity_nested_encoding, &identity_disguised_brand, &identity_misspelt_brand,
     &identity_letters_as_symbols},
    find};

}  // namespace fuwake::evidence
