#include "text/ascii.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace fuwake::text {

// Eight bytes at once: megabytes of a mail are asked for it.
bool is_ascii(std::string_view text) {
  std::uint64_t eight = 0;
  while (text.size() >= sizeof eight) {
    std::memcpy(&eight, text.data(), sizeof eight);
    if ((eight & 0x8080808080808080U) != 0) return false;
    text.remove_prefix(sizeof eight);
  }
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string to_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = to_lower(c);
  return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string> split_at_any(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (separators.find(c) != std::string_view::npos)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

std::string domain_of(std::string_view address) {
  const auto at = address.rfind('@');
  return at == std::string_view::npos ? "" : to_lower(address.substr(at + 1));
}

bool is_spread_out(std::string_view text, std::size_t by_purpose) {
  std::size_t blanks = 0;
  bool begun = false;
  for (const char c : text) {
    if (c == '\r' || c == '\n') {
      begun = false;
      blanks = 0;
    } else if (c == ' ' || c == '\t') {
      ++blanks;
    } else {
      if (begun && blanks >= by_purpose) return true;
      begun = true;
      blanks = 0;
    }
  }
  return false;
}

std::string lower_without_blanks(std::string_view text) {
  constexpr std::size_t searched = 2000;
  std::string out;
  for (const char c : text.substr(0, searched)) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
    out += to_lower(c);
  }
  return out;
}

}  // namespace fuwake::text
