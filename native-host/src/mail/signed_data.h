// What stands in an S/MIME message that is signed and not encrypted (RFC 8551, section 3.5.1; CMS, RFC 5652,
// section 5). Thunderbird shows it like any other mail, whoever signed it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fuwake::mail {

/// The MIME entity within `der` (BER as well); nullopt where it is encrypted, compressed or none of all this. No
/// signature is checked. Linear, of bounded depth.
std::optional<std::string> signed_content(std::string_view der);

}  // namespace fuwake::mail
