// Header sections (RFC 5322, section 2.2): bytes → fields, as lenient as Thunderbird.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace fuwake::mail {

/// A stretch of the message source.
struct Span {
  std::size_t offset = 0;
  std::size_t length = 0;
};

/// A field as it stands in the source. The views point into the source, which must outlive them.
struct HeaderField {
  std::string_view name;   // without the colon, in the case of the source
  std::string_view value;  // raw, folds and encoded words as they are; without the final line end
  Span span;               // the whole field
};

/// Line ends may be CRLF, LF or a bare CR, as mail readers take them. Returns the line at `offset`
/// without its end; sets `next` to where the following line begins.
struct Line {
  std::string_view text;
  std::size_t next = 0;
};
Line line_at(std::string_view source, std::size_t offset);

struct HeaderSection {
  std::vector<HeaderField> fields;
  std::size_t body = 0;  // offset of the first byte after the empty line
  bool cut = false;      // there were more fields than `most_fields`, or a field was too long

  /// The first field of that name (lower case), or nullptr.
  const HeaderField* find(std::string_view lower_name) const;
  std::vector<const HeaderField*> all(std::string_view lower_name) const;
};

/// Mails with 300,000 Received fields and lines of 10 MB exist (to exhaust readers); what is read
/// of them is bounded: so many fields are kept, and of a field's value so many bytes.
inline constexpr std::size_t most_fields = 1000;
inline constexpr std::size_t longest_value = 64 * 1024;

/// Reads the fields from `offset` on, to the empty line or the end. A line that is no field (an
/// mbox "From " line, a line without a colon) is passed over. Inside a multipart
/// (`within_multipart`) a line that begins with "--" ends the section: a delimiter that follows
/// headers without an empty line must not be swallowed.
HeaderSection parse_headers(std::string_view source, std::size_t offset, bool within_multipart);

/// Without white space and line ends on both sides.
std::string_view trim_blanks(std::string_view text);

/// Equal but for ASCII case; `lower` is in lower case.
bool equals_ignoring_case(std::string_view text, std::string_view lower);

}  // namespace fuwake::mail
