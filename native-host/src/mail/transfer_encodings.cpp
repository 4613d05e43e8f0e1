#include "mail/transfer_encodings.h"

#include <mimetic/codec/base64.h>

#include <iterator>

#include "mail/headers.h"

namespace fuwake::mail {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// The byte that text[at], a sign such as "=" or "%", and two hexadecimal digits stand for; or -1.
int escaped_byte(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size()) return -1;
  const int high = hex_value(text[at + 1]);
  const int low = hex_value(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

std::string decode_escapes(std::string_view text, char sign, bool underscore_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int byte = text[at] == sign ? escaped_byte(text, at) : -1;
    if (byte >= 0) {
      out += static_cast<char>(byte);
      at += 2;
    } else {
      out += underscore_is_space && text[at] == '_' ? ' ' : text[at];
    }
  }
  return out;
}

}  // namespace

std::string decode_base64(std::string_view text) {
  // mimetic's decoder loses step after a padding, which anybody can put into the middle of a
  // body; so each padded stretch gets a decoder of its own.
  std::string out;
  out.reserve(text.size() / 4 * 3 + 3);
  while (!text.empty()) {
    const auto padding = text.find('=');
    const std::string_view stretch = text.substr(0, padding);
    mimetic::Base64::Decoder decoder;
    decoder.process(stretch.begin(), stretch.end(), std::back_inserter(out));
    text.remove_prefix(padding == std::string_view::npos ? text.size() : padding + 1);
  }
  return out;
}

std::string decode_quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t offset = 0;
  while (offset < text.size()) {
    const Line line = line_at(text, offset);
    std::string_view content = line.text;
    while (!content.empty() && (content.back() == ' ' || content.back() == '\t'))
      content.remove_suffix(1);
    const bool soft = !content.empty() && content.back() == '=';
    if (soft) content.remove_suffix(1);
    out += decode_escapes(content, '=', false);
    const bool has_line_end = line.next > offset + line.text.size();
    if (!soft && has_line_end) out += '\n';
    offset = line.next;
  }
  return out;
}

std::string decode_q(std::string_view text) {
  return decode_escapes(text, '=', true);
}

std::string decode_percent(std::string_view text) {
  return decode_escapes(text, '%', false);
}

}  // namespace fuwake::mail
