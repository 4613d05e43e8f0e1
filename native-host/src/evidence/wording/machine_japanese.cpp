// Japanese that no Japanese writes: a space before a particle ("5つ の 受信メール"), as translation
// programs leave it. Names and forms are laid out with spaces ("氏 名"), so only particles that
// follow a kana or a numeral's counter, between Japanese letters, count.
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <array>
#include <cstdint>

#include "evidence/check.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType wording_machine_japanese{
    .id = "wording.machine-japanese",
    .family = Family::wording,
    .kind = Kind::anomaly,
    .arguments = {{"phrase", ArgumentType::quotation}},
    .technique = "machine-translation",
};

constexpr std::array<std::string_view, 5> particles = {"の", "を", "が", "は", "に"};

bool is_japanese(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  UChar32 character = 0;
  auto offset = static_cast<int32_t>(at);
  U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), offset, static_cast<int32_t>(text.size()), character);
  if (character < 0) return false;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(character, &status);
  return script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || script == USCRIPT_HAN;
}

bool is_hiragana_before(std::string_view text, std::size_t at) {
  if (at < 3) return false;
  auto offset = static_cast<int32_t>(at);
  UChar32 character = 0;
  U8_PREV(reinterpret_cast<const std::uint8_t*>(text.data()), 0, offset, character);
  UErrorCode status = U_ZERO_ERROR;
  return character >= 0 && uscript_getScript(character, &status) == USCRIPT_HIRAGANA;
}

// The line around `at`, at most some letters on each side.
std::string words_around(std::string_view text, std::size_t at) {
  constexpr int letters = 8;
  auto begin = static_cast<int32_t>(at);
  auto end = static_cast<int32_t>(at);
  const auto length = static_cast<int32_t>(text.size());
  const auto is_line_end = [&text](int32_t i) { return text[static_cast<std::size_t>(i)] == '\n'; };
  for (int i = 0; i < letters && begin > 0 && !is_line_end(begin - 1); ++i)
    U8_BACK_1(reinterpret_cast<const std::uint8_t*>(text.data()), 0, begin);
  for (int i = 0; i < letters && end < length && !is_line_end(end); ++i)
    U8_FWD_1(reinterpret_cast<const std::uint8_t*>(text.data()), end, length);
  return std::string(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
}

Findings find(const Facts& facts) {
  constexpr std::size_t searched_text = 64 * 1024;
  const std::string_view text = std::string_view(facts.page.text).substr(0, searched_text);
  for (std::size_t space = text.find(' '); space != std::string_view::npos; space = text.find(' ', space + 1)) {
    const std::string_view rest = text.substr(space + 1);
    for (const std::string_view particle : particles) {
      if (!rest.starts_with(particle)) continue;
      std::size_t after = space + 1 + particle.size();
      if (after < text.size() && text[after] == ' ') ++after;
      if (!is_hiragana_before(text, space) || !is_japanese(text, after)) continue;
      const std::string quote = words_around(text, space);
      return {{wording_machine_japanese,
               {{"phrase", quote}},
               {{facts.mail.parts[facts.mail.bodies.front().part].body, quote}}}};
    }
  }
  return {};
}

}  // namespace

extern const Check check_machine_japanese = {{&wording_machine_japanese}, find};

}  // namespace fuwake::evidence
