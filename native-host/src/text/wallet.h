// Addresses of wallets, into which cryptocurrency is paid.
#pragma once

#include <string>
#include <string_view>

namespace fuwake::text {

/// The first that looks like one of Bitcoin, Litecoin, Ethereum, Tron or Monero; "" where there is none. By its form
/// alone: no checksum is computed, so a long random word may look like one, and nothing follows from it alone. Not
/// covered: addresses with blanks or invisible characters within.
std::string wallet_address_in(std::string_view text);

}  // namespace fuwake::text
