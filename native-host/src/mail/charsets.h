// Text in any charset that mails come in → UTF-8 (ICU), named as on the Web and in Thunderbird
// (WHATWG Encoding, section 4.2): "iso-8859-1" means windows-1252, "gb2312" GBK.
#pragma once

#include <string>
#include <string_view>

namespace fuwake::mail {

/// `label` is the charset parameter, in any case; "" where there is none. Text without a label, or
/// with one that nobody knows, is UTF-8 if it is valid UTF-8 and windows-1252 otherwise. What cannot
/// be converted becomes U+FFFD. The result is always valid UTF-8.
std::string to_utf8(std::string_view bytes, std::string_view label);

bool is_valid_utf8(std::string_view bytes);

std::string to_lower_ascii(std::string_view text);

}  // namespace fuwake::mail
