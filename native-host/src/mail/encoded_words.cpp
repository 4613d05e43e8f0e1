#include "mail/encoded_words.h"

#include <optional>

#include "mail/charsets.h"
#include "mail/headers.h"
#include "mail/transfer_encodings.h"
#include "text/percent.h"

namespace fuwake::mail {
namespace {

struct EncodedWord {
  std::string_view charset;
  std::string bytes;
  std::size_t length = 0;  // in the source
};

// Finds encoded words in a text from left to right. The "?=" that ends one is looked for once: "=?a?q?x",
// megabytes of it without an end, must not be searched anew at every "=?".
class EncodedWordFinder {
 public:
  explicit EncodedWordFinder(std::string_view text) : text_(text) {}

  // RFC 2047, section 2. Spaces inside the encoded text break the rules but are common; so is any length.
  std::optional<EncodedWord> at(std::size_t offset) {
    if (!text_.substr(offset).starts_with("=?")) return std::nullopt;
    const auto charset_end = text_.find('?', offset + 2);
    if (charset_end == std::string_view::npos || charset_end + 2 >= text_.size()) return std::nullopt;
    const char encoding = text_[charset_end + 1];
    const bool base64 = encoding == 'B' || encoding == 'b';
    if (text_[charset_end + 2] != '?' || !(base64 || encoding == 'Q' || encoding == 'q')) return std::nullopt;
    const auto begin = charset_end + 3;
    const auto end = end_after(begin);
    if (end == std::string_view::npos) return std::nullopt;
    EncodedWord word;
    word.charset = text_.substr(offset + 2, charset_end - offset - 2);
    word.charset = word.charset.substr(0, word.charset.find('*'));  // RFC 2231, section 5: language
    word.length = end + 2 - offset;
    const std::string_view payload = text_.substr(begin, end - begin);
    word.bytes = base64 ? decode_base64(payload) : decode_q(payload);
    return word;
  }

 private:
  std::size_t end_after(std::size_t begin) {
    if (end_ < begin) end_ = text_.find("?=", begin);
    return end_;
  }

  std::string_view text_;
  std::size_t end_ = 0;  // where the "?=" found last begins; npos: there is none any more
};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

}  // namespace

std::string decode_text(std::string_view raw) {
  std::string out;
  std::string plain;         // raw text since the last encoded word
  std::string pending;       // bytes of adjacent encoded words
  std::string_view charset;  // their charset
  const auto flush_plain = [&] {
    out += to_utf8(plain, "");
    plain.clear();
  };
  const auto flush_pending = [&] {
    out += to_utf8(pending, charset);
    pending.clear();
    charset = {};
  };
  EncodedWordFinder words(raw);
  std::size_t at = 0;
  while (at < raw.size()) {
    if (raw[at] == '=') {
      if (auto word = words.at(at)) {
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
  if (second == std::string_view::npos) return to_utf8(text::decode_percent(value), "");
  return to_utf8(text::decode_percent(value.substr(second + 1)), value.substr(0, first));
}

}  // namespace fuwake::mail
