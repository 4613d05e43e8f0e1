#include "report/printable.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <cstdio>

namespace fuwake::report {
namespace {

bool acts_on_surroundings(UChar32 character) {
  switch (u_charType(character)) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:  // bidirectional controls, zero-width joiners, the byte order mark
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_SURROGATE: return true;
    default: return u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
  }
}

// Variation selectors and joiners make emoji and Indic scripts; alone they are harmless.
bool is_needed_by_scripts(UChar32 character) {
  return character == 0x200c || character == 0x200d || (character >= 0xfe00 && character <= 0xfe0f);
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// The length of "http" or "https" if "://" follows at `at`; else 0.
std::size_t web_scheme_at(std::string_view text, std::size_t at) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    bool same = at + scheme.size() <= text.size();
    for (std::size_t i = 0; same && i < scheme.size(); ++i) same = lower(text[at + i]) == scheme[i];
    if (same) return scheme.size() - 3;
  }
  return 0;
}

}  // namespace

std::string printable(std::string_view text, std::size_t longest) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    if (out.size() >= longest) {
      out += "…";
      break;
    }
    if (const std::size_t scheme = web_scheme_at(text, at); scheme > 0) {
      out += scheme == 5 ? "h**ps" : "h**p";
      at += scheme;
      continue;
    }
    const std::size_t begin = at;
    UChar32 character = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), at, text.size(), character);
    if (character < 0) {
      out += "\xEF\xBF\xBD";
    } else if (character == '\n' || character == '\r' || character == '\t') {
      out += ' ';
    } else if (acts_on_surroundings(character) && !is_needed_by_scripts(character)) {
      char name[32];
      std::snprintf(name, sizeof name, "⟨U+%04X⟩", static_cast<unsigned>(character));
      out += name;
    } else {
      out += text.substr(begin, at - begin);
    }
  }
  return out;
}

}  // namespace fuwake::report
