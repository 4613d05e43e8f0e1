#include "mail/charsets.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

#include "mail/headers.h"

namespace fuwake::mail {
namespace {

struct Alias {
  std::string_view label;
  const char* icu_name;
};

// Where the Web's reading of a label is not ICU's.
constexpr Alias aliases[] = {
    {"us-ascii", "windows-1252"},     {"ascii", "windows-1252"},
    {"iso-8859-1", "windows-1252"},   {"latin1", "windows-1252"},
    {"iso-8859-9", "windows-1254"},   {"iso-8859-11", "windows-874"},
    {"shift_jis", "ibm-943_P15A-2003"}, {"shift-jis", "ibm-943_P15A-2003"},
    {"sjis", "ibm-943_P15A-2003"},    {"x-sjis", "ibm-943_P15A-2003"},
    {"windows-31j", "ibm-943_P15A-2003"}, {"cp932", "ibm-943_P15A-2003"},
    {"gb2312", "gb18030"},            {"gbk", "gb18030"},
    {"ks_c_5601-1987", "windows-949"}, {"euc-kr", "windows-949"},
    {"big5", "Big5-HKSCS"},           {"utf8", "UTF-8"},
    {"iso-2022-jp", "ISO-2022-JP-2"},
};

std::string icu_name(std::string_view label) {
  for (const Alias& alias : aliases)
    if (equals_ignoring_case(label, alias.label)) return alias.icu_name;
  return std::string(label);
}

bool is_ascii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](unsigned char c) { return c < 0x80; });
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  std::size_t at = 0;
  while (at < bytes.size()) {
    UChar32 character = 0;
    U8_NEXT(data, at, bytes.size(), character);
    if (character < 0) return false;
  }
  return true;
}

std::string to_lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return lower;
}

std::string to_utf8(std::string_view bytes, std::string_view label) {
  // ISO-2022-JP is seven-bit too, but its escapes are not text.
  const bool escapes = bytes.find('\x1b') != std::string_view::npos;
  const bool stateful = label.size() >= 3 && (equals_ignoring_case(label, "utf-7") ||
                                              equals_ignoring_case(label, "hz-gb-2312") ||
                                              equals_ignoring_case(label.substr(0, 6), "utf-16"));
  if (!escapes && !stateful && is_ascii(bytes)) return std::string(bytes);
  const bool says_utf8 = label.empty() || equals_ignoring_case(label, "utf-8");
  if (says_utf8 && is_valid_utf8(bytes)) return std::string(bytes);

  UErrorCode status = U_ZERO_ERROR;
  const std::string name = label.size() > 40 || label.empty() ? "" : icu_name(label);
  std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      name.empty() ? nullptr : ucnv_open(name.c_str(), &status), &ucnv_close);
  if (!converter || U_FAILURE(status)) {
    if (is_valid_utf8(bytes)) return std::string(bytes);
    status = U_ZERO_ERROR;
    converter.reset(ucnv_open("windows-1252", &status));
    if (U_FAILURE(status)) return {};
  }
  icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(),
                          status);
  std::string out;
  text.toUTF8String(out);
  return out;
}

}  // namespace fuwake::mail
