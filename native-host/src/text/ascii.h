// Characters and cases of ASCII, whatever the locale: what RFCs and the WHATWG standards mean by a letter or a digit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fuwake::text {

inline bool is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
inline bool is_alphanumeric(char c) {
  return is_alpha(c) || is_digit(c);
}
inline bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
/// The value of a hexadecimal digit; call it where is_hex().
inline int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  return (c | 0x20) - 'a' + 10;
}

inline char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
/// No byte of another alphabet is in it.
bool is_ascii(std::string_view text);

/// ASCII letters in lower case; all other bytes stay.
std::string to_lower(std::string_view text);

/// The parts between separators, empty ones included: "a..b" at '.' → "a", "", "b"; "" → "".
std::vector<std::string_view> split(std::string_view text, char separator);

/// The parts between any of the separators, empty ones included.
std::vector<std::string> split_at_any(std::string_view text, std::string_view separators);

/// What stands after the last "@", in lower case; "" where there is none.
std::string domain_of(std::string_view address);

/// At least so many blanks or tabs by the row stand between two words of one line.
bool is_spread_out(std::string_view text, std::size_t by_purpose);

/// Lower case, without blanks and line ends, as rules and types are compared; of the first 2,000 bytes.
std::string lower_without_blanks(std::string_view text);

}  // namespace fuwake::text
