// Content-Transfer-Encodings (RFC 2045, section 6) and their kin in headers (RFC 2047, section 4).
// None of them fails: what is not in the encoding is passed over or kept, as mail readers do.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fuwake::mail {

/// base64; characters outside its alphabet are passed over, and text goes on after a padding.
std::string decode_base64(std::string_view text);

/// quoted-printable. A malformed "=xy" stays as it stands; blanks at the end of a line go.
std::string decode_quoted_printable(std::string_view text);

/// uuencode, as Thunderbird reads it: from the first line that begins with "begin " to the line "end".
std::string decode_uuencode(std::string_view text);

/// yEnc (http://www.yenc.org/yenc-draft.1.3.txt), from "=ybegin" to "=yend"; sums are not checked.
std::string decode_yenc(std::string_view text);

/// A file in the midst of a text, as readers took them before MIME and some still do.
struct EncodedBlock {
  std::size_t offset = 0;  // of its "begin 644 name" or "=ybegin … name=name"
  std::size_t length = 0;  // to behind its "end" or "=yend", or to the end of the text
  std::string_view name;   // as written; never empty
  bool yenc = false;
};

/// The blocks in `text`, at most `limit`. Linear in its input.
std::vector<EncodedBlock> find_encoded_blocks(std::string_view text, std::size_t limit);

/// The "Q" encoding of encoded words: quoted-printable with "_" for a space.
std::string decode_q(std::string_view text);

}  // namespace fuwake::mail
