// The tree of a message's parts (RFC 2046), read in one linear pass without recursion.
#pragma once

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
  std::string file_name;          // UTF-8, as the sender chose it; "" where there is none
  bool deleted_spaces = false;    // "format=flowed; delsp=yes" (RFC 3676)
  Span body;                      // in the source; for containers all that is in them
  int parent = -1;                // index; -1: none
  int depth = 0;

  bool is_container() const;
  bool is_attachment() const { return disposition == "attachment" || !file_name.empty(); }
};

/// What is read of a message, whatever it is made of: 400,000 nested multiparts (a 4 MB mail) and
/// 300,000 parts exist to exhaust readers.
inline constexpr int deepest_part = 40;
inline constexpr std::size_t most_parts = 500;

struct MimeTree {
  std::vector<Part> parts;  // in the order of the source, a container before what is in it
  UnseenThings unseen;      // what the limits kept out
};

/// Never fails: what is no MIME is one text part. A delimiter ends every part below its multipart,
/// closed or not. The message in a message/rfc822 part is a part of its own.
MimeTree parse_mime(std::string_view source);

/// A leaf's content with its transfer encoding undone; at most `limit` bytes of the source are
/// looked at.
std::string decode_body(std::string_view source, const Part& part, std::size_t limit);

}  // namespace fuwake::mail
