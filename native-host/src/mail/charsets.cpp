#include "mail/charsets.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>

#include "interruption/interruption.h"
#include "mail/headers.h"
#include "text/ascii.h"

namespace fuwake::mail {
namespace {

struct CharsetLabel {
  std::string_view label;
  const char* converter;
};

constexpr CharsetLabel labels[] = {
#include "mail/charset_labels.inc"
};

// The name that ICU knows it by; "UTF-8" for a label that Thunderbird does not know.
const char* converter_of(std::string_view label) {
  const std::string lower = text::to_lower(trim_blanks(label.substr(0, 64)));
  const auto* found = std::lower_bound(std::begin(labels), std::end(labels), lower,
                                       [](const CharsetLabel& row, const std::string& key) { return row.label < key; });
  return found != std::end(labels) && found->label == lower ? found->converter : "UTF-8";
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

namespace {

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

enum class Family { other, gb, utf7 };

// What the Web makes of bytes that are no character (WHATWG Encoding): U+FFFD, and an ASCII sign that looked like the
// second byte of one stays: no letter of a word is swallowed. Where ICU has only "no character", gb18030 has the
// euro, and Thunderbird's UTF-7 takes "~" and "\\" as they are, and makes a half-wide sign of a byte that is not ASCII.
void write_unreadable(const void* context, UConverterToUnicodeArgs* arguments, const char* bytes, int32_t length,
                      UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;
  const auto family = *static_cast<const Family*>(context);
  const auto first = static_cast<unsigned char>(bytes[0]);
  UChar text[2] = {0xfffd, 0};
  if (family == Family::gb && length == 1 && first == 0x80) text[0] = 0x20ac;
  if (family == Family::utf7 && length == 1) text[0] = static_cast<UChar>(first < 0x80 ? first : 0xff00 + first);
  const bool sign = length == 2 && first >= 0x80 && static_cast<unsigned char>(bytes[1]) < 0x80;
  if (sign) text[1] = static_cast<UChar>(bytes[1]);
  *status = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(arguments, text, sign ? 2 : 1, 0, status);
}

Family family_of(std::string_view converter) {
  if (converter == "gb18030") return Family::gb;
  return converter == "UTF-7" ? Family::utf7 : Family::other;
}

// In stretches, so that there is never a whole mail in UTF-16.
std::string convert(std::string_view bytes, const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter from(ucnv_open(name, &status), &ucnv_close);
  const Converter to(ucnv_open("UTF-8", &status), &ucnv_close);
  if (U_FAILURE(status)) return {};
  const Family family = family_of(name);
  ucnv_setToUCallBack(from.get(), write_unreadable, &family, nullptr, nullptr, &status);
  std::string out;
  out.reserve(bytes.size());
  std::array<char, 16384> stretch;
  std::array<UChar, 4096> pivot;
  UChar *pivot_source = pivot.data(), *pivot_target = pivot.data();
  const char* at = bytes.data();
  UBool reset = true;
  do {
    interruption::check();
    char* target = stretch.data();
    status = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &target, stretch.data() + stretch.size(), &at, bytes.data() + bytes.size(),
                   pivot.data(), &pivot_source, &pivot_target, pivot.data() + pivot.size(), reset, true, &status);
    out.append(stretch.data(), static_cast<std::size_t>(target - stretch.data()));
    reset = false;
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  return out;
}

// WHATWG Encoding, section 14.5: bytes that stand for themselves in the private use area.
std::string from_user_defined(std::string_view bytes) {
  std::string out;
  const auto high = std::count_if(bytes.begin(), bytes.end(), [](unsigned char c) { return c >= 0x80; });
  out.reserve(bytes.size() + 2 * static_cast<std::size_t>(high));
  for (const unsigned char c : bytes) {
    if (c < 0x80)
      out += static_cast<char>(c);
    else  // U+F780 to U+F7FF
      out += {'\xEF', static_cast<char>(0x9c + (c >> 6)), static_cast<char>(0x80 | (c & 0x3f))};
  }
  return out;
}

bool is_seven_bit_encoding(std::string_view converter) {
  return converter == "UTF-7" || converter == "ISO-2022-JP-2" || converter.starts_with("UTF-16");
}

}  // namespace

std::string to_utf8(std::string_view bytes, std::string_view label) {
  if (equals_ignoring_case(trim_blanks(label), "x-user-defined")) return from_user_defined(bytes);
  const std::string_view converter = converter_of(label);
  if (!is_seven_bit_encoding(converter) && text::is_ascii(bytes)) return std::string(bytes);
  if (converter != "UTF-8") return convert(bytes, converter.data());
  if (is_valid_utf8(bytes)) return std::string(bytes);
  return convert(bytes, label.empty() ? "windows-1252" : "UTF-8");
}

std::string guess_charset(std::string_view bytes) {
  constexpr std::size_t enough = 64 * 1024;
  const bool escapes = bytes.substr(0, enough).find("\x1b$") != std::string_view::npos;
  if (text::is_ascii(bytes)) return escapes ? "iso-2022-jp" : "";
  if (is_valid_utf8(bytes)) return "";
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), &ucsdet_close);
  const std::string_view sample = bytes.substr(0, enough);
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &status);
  const UCharsetMatch* match = U_SUCCESS(status) ? ucsdet_detect(detector.get(), &status) : nullptr;
  const char* name = match != nullptr ? ucsdet_getName(match, &status) : nullptr;
  return U_SUCCESS(status) && name != nullptr && std::string_view(name).find("UTF-") == std::string_view::npos ? name
                                                                                                               : "";
}

}  // namespace fuwake::mail
