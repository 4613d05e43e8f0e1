// Header sections (RFC 5322, section 2.2): bytes → fields, as lenient as Thunderbird.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
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

/// Line ends may be CRLF, LF or a bare CR, as mail readers take them. A line
/// is without its end.
struct Line {
  std::string_view text;
  std::size_t next = 0;  // where the following line begins
};
Line line_at(std::string_view source, std::size_t offset);

struct HeaderSection {
  std::vector<HeaderField> fields;
  std::size_t body = 0;  // offset of the first byte after the empty line
  bool cut = false;      // of what a reader sees of them, or we judge by, not all was kept

  /// Whether one of the fields is of those that mails are judged by: then it is a message's section. What begins an
  /// empty file, a picture or a letter is none.
  bool is_of_message() const;

  /// The first field of that name (lower case), or nullptr.
  const HeaderField* find(std::string_view lower_name) const;
  std::vector<const HeaderField*> all(std::string_view lower_name) const;
};

/// Mails with a million fields before From and lines of 10 MB exist (to exhaust readers, or to hide from them).
/// What a mail is judged by is found wherever it stands: so many fields of each such name are kept, and the last
/// one. Of all other fields so many, and of each value so many bytes; Content-* fields are kept whole.
inline constexpr std::size_t most_of_one_name = 200;
inline constexpr std::size_t most_other_fields = 1000;
inline constexpr std::size_t longest_value = 64 * 1024;

/// Which fields of a section are kept: all, within the limits; of a message in a mail the first two of each name
/// that a mail is judged by; of a part that is no message Content-* alone.
enum class HeaderKind { mail, message, part };

/// Tells whether a line that begins with "--" is a delimiter and ends the section.
using IsDelimiter = std::function<bool(std::string_view line)>;

/// Reads the fields from `offset` on, to the empty line or the end. A line that is no field (an mbox "From "
/// line, a line without a colon) is passed over. A delimiter that follows headers without an empty line must
/// not be swallowed; any other line that begins with "--" is a line like others.
HeaderSection parse_headers(std::string_view source, std::size_t offset, HeaderKind kind = HeaderKind::mail,
                            const IsDelimiter& is_delimiter = {});

/// Without any blank, tab or line end.
std::string without_blanks(std::string_view text);

/// Without white space and line ends on both sides.
std::string_view trim_blanks(std::string_view text);

/// Equal but for ASCII case; `lower` is in lower case.
bool equals_ignoring_case(std::string_view text, std::string_view lower);

}  // namespace fuwake::mail
