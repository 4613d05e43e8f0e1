#include "text/folding.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

#include "text/ascii.h"

namespace fuwake::text {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

void collapse_blanks(std::string& text) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_blank(text[at]))
      text[end++] = text[at];
    else if (end > 0 && text[end - 1] != ' ')
      text[end++] = ' ';
  }
  if (end > 0 && text[end - 1] == ' ') --end;
  text.resize(end);
}

// Letters that draw nothing and stand where a blank does: Braille without a dot, the fillers of Hangul. Normalised, the
// latter would be gone, and the words on their sides one.
std::string with_blanks_for_fillers(std::string_view text) {
  std::string out(text);
  for (const std::string_view filler : {"\u2800", "\u3164", "\uffa0", "\u115f", "\u1160"})
    for (auto at = out.find(filler); at != std::string::npos; at = out.find(filler, at))
      out.replace(at, filler.size(), std::string(filler.size(), ' '));
  return out;
}

// "l’accès" as typesetters write it and "l'accès" as keyboards do: U+2018, U+2019 and U+02BC.
void straighten_apostrophes(std::string& text) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = std::string_view(text).substr(at);
    const bool may_be = rest.front() == '\xe2' || rest.front() == '\xca';
    std::size_t length = 0;
    if (may_be)
      for (const std::string_view curly : {"\u2018", "\u2019", "\u02bc"})
        if (rest.starts_with(curly)) length = curly.size();
    text[end++] = length > 0 ? '\'' : rest.front();
    at += std::max<std::size_t>(length, 1);
  }
  text.resize(end);
}

// Kana and ideographs, of which a text has most: with all of them something new begins (not with U+3099 and U+309A).
bool surely_begins(unsigned char lead, unsigned char second) {
  return lead < 0x80 || (lead >= 0xe4 && lead <= 0xe9) || (lead == 0xe3 && (second == 0x81 || second == 0x83));
}

// How much of a text is normalised at once. Each mark is put in its place among all that stand on its letter, one after
// the other: a megabyte of them on one letter took minutes. No writing has as many as are read here together (the
// Stream-Safe Text Format of UAX 15, section 13, has thirty).
std::size_t end_of_piece(std::string_view text, const icu::Normalizer2& normalizer) {
  constexpr std::size_t most_marks = 60;
  const auto* data = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t marks = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const bool sure = surely_begins(data[at], at + 1 < text.size() ? data[at + 1] : 0);
    UChar32 character = 0;
    U8_NEXT(data, at, text.size(), character);
    marks = sure || character < 0 || normalizer.hasBoundaryBefore(character) ? 0 : marks + 1;
    if (marks > most_marks) return begin;
  }
  return text.size();
}

}  // namespace

std::string fold(std::string_view text) {
  std::string folded;
  if (is_ascii(text)) {
    folded = to_lower(text);
  } else {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
    icu::StringByteSink<std::string> sink(&folded, static_cast<int32_t>(text.size()));
    const std::string blanks = with_blanks_for_fillers(text);
    text = blanks;
    while (!text.empty() && U_SUCCESS(status)) {
      const std::size_t length = end_of_piece(text, *normalizer);
      normalizer->normalizeUTF8(0, {text.data(), static_cast<int32_t>(length)}, sink, nullptr, status);
      text.remove_prefix(length);
    }
    straighten_apostrophes(folded);
  }
  collapse_blanks(folded);
  return folded;
}

}  // namespace fuwake::text
