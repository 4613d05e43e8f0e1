#include "mail/encoded_words.h"

#include <optional>

#include "mail/charsets.h"
#include "mail/headers.h"
#include "mail/transfer_encodings.h"

namespace fuwake::mail {
namespace {

struct EncodedWord {
  std::string_view charset;
  std::string bytes;
  std::size_t length = 0;  // in the source
};

// RFC 2047, section 2. Spaces inside the encoded text break the rules but are common.
std::optional<EncodedWord> encoded_word_at(std::string_view text, std::size_t offset) {
  // A word is 75 characters by the rules; real ones are longer, hostile ones without end.
  constexpr std::size_t longest_word = 4096;
  const std::string_view rest = text.substr(offset, longest_word);
  if (!rest.starts_with("=?")) return std::nullopt;
  const auto charset_end = rest.find('?', 2);
  if (charset_end == std::string_view::npos || charset_end + 2 >= rest.size()) return std::nullopt;
  const char encoding = rest[charset_end + 1];
  if (rest[charset_end + 2] != '?') return std::nullopt;
  const auto begin = charset_end + 3;
  const auto end = rest.find("?=", begin);
  if (end == std::string_view::npos) return std::nullopt;
  EncodedWord word;
  word.charset = rest.substr(2, charset_end - 2);
  word.charset = word.charset.substr(0, word.charset.find('*'));  // RFC 2231, section 5: language
  word.length = end + 2;
  const std::string_view payload = rest.substr(begin, end - begin);
  if (encoding == 'B' || encoding == 'b')
    word.bytes = decode_base64(payload);
  else if (encoding == 'Q' || encoding == 'q')
    word.bytes = decode_q(payload);
  else
    return std::nullopt;
  return word;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

}  // namespace

std::string decode_text(std::string_view raw) {
  std::string out;
  std::string plain;           // raw text since the last encoded word
  std::string pending;         // bytes of adjacent encoded words
  std::string_view charset;    // their charset
  const auto flush_plain = [&] {
    out += to_utf8(plain, "");
    plain.clear();
  };
  const auto flush_pending = [&] {
    out += to_utf8(pending, charset);
    pending.clear();
    charset = {};
  };
  std::size_t at = 0;
  while (at < raw.size()) {
    if (raw[at] == '=') {
      if (auto word = encoded_word_at(raw, at)) {
        const bool only_blanks = plain.find_first_not_of(' ') == std::string::npos;
        if (!charset.empty() && only_blanks) {
          plain.clear();  // RFC 2047, section 6.2: white space between encoded words is not shown
        }
        if (!plain.empty()) {
          flush_pending();
          flush_plain();
        }
        if (!charset.empty() && word->charset != charset) flush_pending();
        charset = word->charset;
        pending += word->bytes;
        at += word->length;
        continue;
      }
    }
    if (is_blank(raw[at])) {
      const bool line_end = raw[at] == '\r' || raw[at] == '\n';
      if (!line_end) plain += ' ';
      ++at;
      continue;
    }
    if (!charset.empty()) flush_pending();
    plain += raw[at++];
  }
  flush_pending();
  flush_plain();
  return std::string(trim_blanks(out));
}

std::string decode_extended_value(std::string_view value) {
  const auto first = value.find('\'');
  const auto second = first == std::string_view::npos ? first : value.find('\'', first + 1);
  if (second == std::string_view::npos) return to_utf8(decode_percent(value), "");
  return to_utf8(decode_percent(value.substr(second + 1)), value.substr(0, first));
}

}  // namespace fuwake::mail
