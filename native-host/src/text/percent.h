// Percent signs (RFC 3986, section 2.1; WHATWG URL, section 1.3).
#pragma once

#include <string>
#include <string_view>

namespace fuwake::text {

/// "%41" → "A"; what is no two hexadecimal digits after a "%" stays. Bytes: what they mean is for whoever asked.
std::string decode_percent(std::string_view text);

}  // namespace fuwake::text
