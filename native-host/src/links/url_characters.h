// Characters and percent encoding of the WHATWG URL Standard (https://url.spec.whatwg.org/), for the
// URL parser and the host parser.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace fuwake::links {

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
inline int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  return (c | 0x20) - 'a' + 10;
}
inline char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
inline std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), to_lower);
  return out;
}

// Percent encoding, section 1.3.

enum class EncodeSet { c0_control, fragment, query, special_query, path, userinfo };

inline bool is_in(EncodeSet set, unsigned char c) {
  if (c <= 0x1f || c > 0x7e) return true;
  const auto one_of = [c](std::string_view characters) {
    return characters.find(static_cast<char>(c)) != std::string_view::npos;
  };
  switch (set) {
    case EncodeSet::c0_control:
      return false;
    case EncodeSet::fragment:
      return one_of(" \"<>`");
    case EncodeSet::query:
      return one_of(" \"#<>");
    case EncodeSet::special_query:
      return one_of(" \"#<>'");
    case EncodeSet::path:
      return one_of(" \"#<>?^`{}");
    case EncodeSet::userinfo:
      return one_of(" \"#<>?^`{}/:;=@[\\]|");
  }
  return false;
}

inline void percent_encode(std::string& out, unsigned char c) {
  constexpr char digits[] = "0123456789ABCDEF";
  out += '%';
  out += digits[c >> 4];
  out += digits[c & 15];
}

inline void append_encoded(std::string& out, std::string_view text, EncodeSet set) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_in(set, byte))
      percent_encode(out, byte);
    else
      out += c;
  }
}

inline std::string percent_decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2])) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

inline std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

}  // namespace fuwake::links
