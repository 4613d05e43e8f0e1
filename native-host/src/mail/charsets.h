// Text in any charset that mails come in → UTF-8 (ICU), named as on the Web and in Thunderbird
// (WHATWG Encoding, section 4.2): "iso-8859-1" means windows-1252, "gb2312" GBK.
#pragma once

#include <string>
#include <string_view>

namespace fuwake::mail {

/// `label` is the charset parameter, in any case; "" where there is none. Labels are those of the Web and those
/// that Thunderbird adds ("utf-7", "cp932"); with any other one ("ibm037": a way to hide a page from whoever knows
/// more charsets) text is UTF-8, as it is there. Text without a label is UTF-8 if it is valid UTF-8 and windows-1252
/// otherwise. What cannot be converted becomes U+FFFD. The result is always valid UTF-8.
std::string to_utf8(std::string_view bytes, std::string_view label);

/// A body's text without a label: the label that it most likely has, found by what it holds; "" for UTF-8.
std::string guess_charset(std::string_view bytes);

/// Well-formed UTF-8 from the first byte to the last (Unicode, table 3-7): no surrogates, no longer form than needed.
bool is_valid_utf8(std::string_view bytes);

}  // namespace fuwake::mail
