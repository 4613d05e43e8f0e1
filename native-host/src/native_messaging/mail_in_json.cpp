#include "native_messaging/mail_in_json.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>

namespace fuwake::native_messaging {
namespace {

constexpr std::uint64_t in_each_byte(unsigned char c) {
  return 0x0101010101010101U * c;
}

// Not zero where a byte of the eight is zero, and only then.
constexpr std::uint64_t has_zero(std::uint64_t eight) {
  return (eight - in_each_byte(1)) & ~eight & in_each_byte(0x80);
}

constexpr std::uint64_t has(std::uint64_t eight, unsigned char c) {
  return has_zero(eight ^ in_each_byte(c));
}

// Something that stands not for itself: a quotation mark, a backslash, what is no ASCII, or a control character.
constexpr std::uint64_t has_other_than_plain(std::uint64_t eight) {
  const std::uint64_t below_space = (eight - in_each_byte(0x20)) & ~eight & in_each_byte(0x80);
  return has(eight, '"') | has(eight, '\\') | (eight & in_each_byte(0x80)) | below_space;
}

constexpr bool is_plain(unsigned char c) {
  return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

std::uint64_t eight_at(std::string_view text, std::size_t at) {
  std::uint64_t eight = 0;
  std::memcpy(&eight, text.data() + at, sizeof eight);
  return eight;
}

std::size_t end_of_plain(std::string_view text, std::size_t at) {
  while (at + 8 <= text.size() && !has_other_than_plain(eight_at(text, at))) at += 8;
  while (at < text.size() && is_plain(static_cast<unsigned char>(text[at]))) ++at;
  return at;
}

constexpr std::string_view escapes = "\"\\/bfnrt";
constexpr std::string_view escaped = "\"\\/\b\f\n\r\t";

// What stands at text[at], behind a backslash; -1 where it is no byte. `at` goes behind it.
int byte_of_escape(std::string_view text, std::size_t& at) {
  if (at >= text.size()) return -1;
  const char c = text[at++];
  if (const auto which = escapes.find(c); which != std::string_view::npos) return escaped[which];
  if (c != 'u' || text.size() - at < 4) return -1;
  unsigned value = 0;
  const char* const from = text.data() + at;
  const auto [end, error] = std::from_chars(from, from + 4, value, 16);
  at += 4;
  return error == std::errc() && end == from + 4 && value <= 0xff ? static_cast<int>(value) : -1;
}

// The byte that the character at text[at] stands for, which is not plain; -1 where it stands for none.
int byte_at(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead == '\\') return byte_of_escape(text, at);
  if ((lead != 0xc2 && lead != 0xc3) || at >= text.size()) return -1;
  const auto next = static_cast<unsigned char>(text[at++]);
  return (next & 0xc0) == 0x80 ? (lead & 3) << 6 | (next & 0x3f) : -1;
}

bool is_key(std::string_view json, std::size_t behind) {
  const auto next = json.find_first_not_of(" \t\r\n", behind);
  return next != std::string_view::npos && json[next] == ':';
}

// The string of `params.data`, with its quotation marks; empty where there is none.
std::string_view find_data(std::string_view json) {
  int depth = 0;
  bool in_params = false;
  std::string_view key;
  for (std::size_t at = 0; at < json.size();) {
    const char c = json[at];
    const std::size_t end = c == '"' ? end_of_string(json, at) : at + 1;
    const std::string_view token = json.substr(at, end - at);
    at = end;
    if (c == ']' || c == '}') --depth;
    if ((c == '[' || c == '{') && ++depth == 2) in_params = c == '{' && key == R"("params")";
    if (c != '"') continue;
    if (is_key(json, end))
      key = token;
    else if (depth == 2 && in_params && key == R"("data")")
      return token;
  }
  return {};
}

}  // namespace

std::size_t end_of_string(std::string_view json, std::size_t at) {
  for (++at; at < json.size() && json[at] != '"'; ++at) {
    while (at + 8 <= json.size() && !has(eight_at(json, at), '"') && !has(eight_at(json, at), '\\')) at += 8;
    if (at < json.size() && json[at] == '"') break;
    if (at < json.size() && json[at] == '\\') ++at;
  }
  return std::min(json.size(), at + 1);
}

std::optional<std::string> bytes_of_binary_string(std::string_view content) {
  std::string bytes;
  bytes.reserve(content.size());
  for (std::size_t at = 0; at < content.size();) {
    const std::size_t end = end_of_plain(content, at);
    bytes.append(content, at, end - at);
    at = end;
    if (at == content.size()) break;
    const int byte = byte_at(content, at);
    if (byte < 0) return std::nullopt;
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

std::optional<MailApart> take_mail_out(std::string_view json) {
  const std::string_view data = find_data(json);
  if (data.size() < 2 || data.back() != '"') return std::nullopt;
  auto mail = bytes_of_binary_string(data.substr(1, data.size() - 2));
  if (!mail) return std::nullopt;
  const std::size_t from = static_cast<std::size_t>(data.data() - json.data());
  std::string rest(json.substr(0, from));
  rest.append("\"\"").append(json.substr(from + data.size()));
  return MailApart{std::move(rest), std::move(*mail)};
}

}  // namespace fuwake::native_messaging
