// A header field of addresses cut into the tokens that Thunderbird's reader cuts it into (jsmime).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fuwake::mail {

struct AddressToken {
  char special = '\0';  // one of : , ; < > @ ( and ), or '\0' for text
  std::string text;     // UTF-8: an atom, a quoted string without its quotes, a domain literal with
                        // its brackets, the words of a comment, or encoded words, decoded
};

/// Linear. A backslash takes the sign after it out of the syntax; within comments only "(" and ")"
/// and quotes mean anything. What encoded words hold is text, whatever it is.
std::vector<AddressToken> cut_into_address_tokens(std::string_view raw);

}  // namespace fuwake::mail
