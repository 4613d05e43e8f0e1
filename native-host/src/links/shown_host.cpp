#include "links/shown_host.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include "knowledge/lookalikes.h"
#include "links/url_host.h"
#include "text/ascii.h"

namespace fuwake::links {
namespace {

const USpoofChecker* checker() {
  static const auto instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<USpoofChecker, decltype(&uspoof_close)> made(uspoof_open(&status), &uspoof_close);
    uspoof_setChecks(made.get(), USPOOF_RESTRICTION_LEVEL | USPOOF_MIXED_NUMBERS | USPOOF_INVISIBLE, &status);
    uspoof_setRestrictionLevel(made.get(), USPOOF_HIGHLY_RESTRICTIVE);
    return made;
  }();
  return instance.get();
}

std::vector<UChar32> characters_of(const std::string& text) {
  std::vector<UChar32> out;
  const auto* data = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t at = 0;
  while (at < text.size()) {
    UChar32 character = 0;
    U8_NEXT(data, at, text.size(), character);
    out.push_back(character);
  }
  return out;
}

bool is_of_script(UChar32 character, UScriptCode script) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(character, &status) == script;
}

// "аррӏе": letters of another script, whose look-alikes are all Latin.
bool is_latin_in_disguise(const std::string& label, const std::vector<UChar32>& characters) {
  const bool foreign = std::any_of(characters.begin(), characters.end(), [](UChar32 c) {
    return is_of_script(c, USCRIPT_CYRILLIC) || is_of_script(c, USCRIPT_GREEK) || is_of_script(c, USCRIPT_ARMENIAN);
  });
  if (!foreign) return false;
  const std::string plain = knowledge::skeleton(label);
  return std::all_of(plain.begin(), plain.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Characters that look like what parts a URL: U+2044 ⁄, U+2215 ∕, U+29F8 ⧸, U+0338, U+3033, U+0337, and the
// katakana that do beside Latin letters.
bool looks_like_syntax(const std::vector<UChar32>& characters) {
  const bool latin =
      std::any_of(characters.begin(), characters.end(), [](UChar32 c) { return c < 0x80 && u_isalpha(c); });
  return std::any_of(characters.begin(), characters.end(), [latin](UChar32 c) {
    switch (c) {
      case 0x2044:
      case 0x2215:
      case 0x29f8:
      case 0x338:
      case 0x337:
      case 0x3033:
      case 0x3035:
      case 0x2027:
      case 0x05f4:
      case 0x2571:
      case 0x1735:
      case 0x0f0b:
        return true;
      case 0x30ce:
      case 0x30fd:
      case 0x30fe:
      case 0x30f3:
      case 0x30bd:
      case 0x30be:
      case 0x4e36:
      case 0x4e3f:
        return latin;  // ノ ヽ ヾ ン ソ ゾ 丶 丿
      default:
        return false;
    }
  });
}

bool may_be_shown(const std::string& label, bool same_script_suffix) {
  UErrorCode status = U_ZERO_ERROR;
  const int32_t failed =
      uspoof_check2UTF8(checker(), label.c_str(), static_cast<int32_t>(label.size()), nullptr, &status);
  if (U_FAILURE(status) || failed != 0) return false;
  const auto characters = characters_of(label);
  if (looks_like_syntax(characters)) return false;
  return same_script_suffix || !is_latin_in_disguise(label, characters);
}

}  // namespace

std::string shown_host(const std::string& ascii_host) {
  if (ascii_host.find("xn--") == std::string::npos) return ascii_host;
  const auto labels = text::split(ascii_host, '.');
  const bool foreign_suffix = labels.back().starts_with("xn--");
  std::string out;
  for (const std::string_view label : labels) {
    if (!out.empty()) out += '.';
    const std::string ascii(label);
    const std::string unicode = ascii.starts_with("xn--") ? domain_to_unicode(ascii) : ascii;
    out += unicode == ascii || may_be_shown(unicode, foreign_suffix) ? unicode : ascii;
  }
  return out;
}

}  // namespace fuwake::links
