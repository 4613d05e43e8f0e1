// Encoded words in headers (RFC 2047) and encoded parameter values (RFC 2231).
#pragma once

#include <string>
#include <string_view>

namespace fuwake::mail {

/// A raw field value as a reader sees it: unfolded, encoded words decoded, as UTF-8. Adjacent
/// encoded words of one charset are joined before they are converted, as Thunderbird does, because
/// senders split characters between them. Raw 8-bit text is taken as UTF-8 or windows-1252.
/// What an encoded word holds (NUL, line ends, "<", commas) is text, never syntax.
std::string decode_text(std::string_view raw);

/// "utf-8'ja'%E8%AB%8B" → its text (RFC 2231, section 4).
std::string decode_extended_value(std::string_view value);

}  // namespace fuwake::mail
