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

}  // namespace fuwake::mail
