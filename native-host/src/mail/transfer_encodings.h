// Content-Transfer-Encodings (RFC 2045, section 6) and their kin in headers (RFC 2047, section 4).
// None of them fails: what is not in the encoding is passed over or kept, as mail readers do.
#pragma once

#include <string>
#include <string_view>

namespace fuwake::mail {

/// base64; characters outside its alphabet are passed over, and text goes on after a padding.
std::string decode_base64(std::string_view text);

/// quoted-printable. A malformed "=xy" stays as it stands; blanks at the end of a line go.
std::string decode_quoted_printable(std::string_view text);

/// The "Q" encoding of encoded words: quoted-printable with "_" for a space.
std::string decode_q(std::string_view text);

/// "%E8%AB%8B" → bytes; a malformed "%xy" stays as it stands.
std::string decode_percent(std::string_view text);

}  // namespace fuwake::mail
