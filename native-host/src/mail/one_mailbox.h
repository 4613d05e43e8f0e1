// One mailbox in a form that a strict reader of RFC 5322, section 3.4, and a lenient one read alike.
#pragma once

#include <optional>
#include <string_view>

#include "mail/addresses.h"

namespace fuwake::mail {

/// The mailbox (without its name) of a field that is nothing but `name <local@domain>` or `local@domain`, with
/// comments around it. The name may be what honest mailers write without quotes: stops, commas, colons, brackets
/// that close, 8-bit letters, and the address itself once more. A comma or semicolon may end the field. nullopt for
/// everything else: signs between name and address, text behind the address, blanks or comments within it, encoded
/// words for an address. Linear in its input.
std::optional<Address> one_mailbox(std::string_view raw);

}  // namespace fuwake::mail
