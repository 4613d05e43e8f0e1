// The tree of a message's parts (RFC 2046), read in one linear pass without recursion, as Thunderbird reads it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mail/headers.h"
#include "mail/unseen.h"

namespace fuwake::mail {

/// One entity. Part 0 is the message itself.
struct Part {
  HeaderSection headers;
  std::string media_type;         // "text/plain", lower case; what RFC 2045 says where none is given
  std::string charset;            // as written; "" where there is none
  std::string transfer_encoding;  // lower case
  std::string disposition;        // "inline", "attachment"; "" where there is none
  std::string file_name;          // UTF-8, as the sender chose it, also in "begin 644 name"; "" where there is none
  bool flowed = false;            // "format=flowed" (RFC 3676)
  bool deleted_spaces = false;    // with "delsp=yes"
  bool message = false;           // opens as a mail, whatever type it says: what is in it are parts as well
  bool shown = true;              // in the text of the mail, where it is text; else by a click
  Span body;                      // in the source; for containers all that is in them; of what is in a message that is
                                  // encoded itself that whole message
  int parent = -1;                // index; -1: none
  int within = -1;                // index of the attached message that it is in; -1: none
  int depth = 0;

  // What is in a message that is encoded itself stands in its decoded text.
  std::shared_ptr<const std::string> decoded;
  Span decoded_body;

  bool is_container() const;
  bool is_attachment() const { return disposition == "attachment" || !file_name.empty(); }
  /// The body as it stands in `source`, the mail's, or in the decoded text; encoded.
  std::string_view raw_body(std::string_view source) const;
};

/// What is read of a message, whatever it is made of: 400,000 nested multiparts (a 4 MB mail) and 300,000 parts
/// exist to exhaust readers. Thunderbird shows nothing below 64 levels, of which an attached message takes two
/// here. Parts in which nothing stands take no room. Digests have hundreds of parts.
inline constexpr int deepest_part = 140;
inline constexpr std::size_t most_parts = 10'000;

struct MimeTree {
  std::vector<Part> parts;  // in the order of the source, a container before what is in it; behind them what is in
                            // messages that are encoded themselves, and files in a text
  UnseenThings unseen;      // what the limits kept out
};

/// Never fails: what is no MIME is one text part. A delimiter ends every part below its multipart, closed or not.
/// The message in a message/rfc822 part is a part of its own, in any transfer encoding; so are files that stand in
/// a text by uuencode or yEnc.
MimeTree parse_mime(std::string_view source);

/// A leaf's content with its transfer encoding undone; at most `limit` bytes of the source are looked at.
std::string decode_body(std::string_view source, const Part& part, std::size_t limit);

/// Is the content the body as it stands?
bool is_identity(std::string_view transfer_encoding);

}  // namespace fuwake::mail
