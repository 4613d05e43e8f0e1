// What is percent-encoded where: the WHATWG URL Standard (https://url.spec.whatwg.org/), for the
// URL parser and the host parser.
#pragma once

#include <string>
#include <string_view>

namespace fuwake::links {

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

}  // namespace fuwake::links
