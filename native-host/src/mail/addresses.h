// Addresses (RFC 5322, sections 3.4 and 4.4; RFC 6532 for UTF-8): what is claimed, not what is true.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fuwake::mail {

struct Address {
  std::string display_name;  // as a reader sees it, UTF-8; "" where there is none
  std::string local_part;    // as written, without quotes
  std::string domain;        // in lower case, without a final dot; "" where there is none

  /// "local@domain", or the local part alone where there is no domain.
  std::string spec() const;
};

/// A To field may name 100,000 recipients; so many are read.
inline constexpr std::size_t most_addresses = 500;

/// Reads an address list as leniently as mail readers do: groups are flattened, comments serve as
/// names where there is no other, routes ("<@relay:user@host>") are dropped, encoded words are
/// decoded after the structure is known, so that what they hold never becomes an address. Linear in
/// its input.
std::vector<Address> parse_addresses(std::string_view raw);

/// How a From field names its sender. What is not `plain` is read in one way by the server that checks it and in
/// another by the program that shows it (espoofer; RFC 7489, section 6.6.1).
struct SenderField {
  enum class Form {
    plain,          // one mailbox, with or without a name
    several,        // several mailboxes
    two_addresses,  // "<a@b.example><c@d.example>": two for one sender
    comment,        // an address within a comment: "a@b.example (c@d.example)"
    group,          // "name: a@b.example;" (RFC 6854)
    route,          // "<@relay.example:a@b.example>" (RFC 5322, section 4.4)
    broken,         // no address that could be read in one way alone
    undecodable,    // raw ISO-2022-JP, whose bytes look like signs of the syntax: in good faith
  };
  Form form = Form::plain;
  std::string other;  // of two_addresses the first, of comment the one in it: not the one that is shown as the sender's
};

/// Reads the raw value of one From field. A field without any address is plain here.
SenderField read_sender_field(std::string_view raw);

}  // namespace fuwake::mail
