// What surrounds a mail, drawn from the fuzzer's input as well: for whom it is, whose results
// count, whom the user knows and has decided about, who runs the networks. Without these no input
// could ever be believed, and nothing that goes wrong behind belief would be found.
#pragma once

#include <string>
#include <string_view>

#include "dissection/dissection.h"

namespace fuwake::fuzz {

/// An input in two. It opens with lines "!WORD REST", and the mail is what follows the last of
/// them, so that any mail is an input as it stands:
///
///     !me me@me.example                          an address of the user's
///     !domain me.example                         a domain of the user's
///     !id mx.me.example                          an authserv-id that the user named
///     !contact ann@friends.example Ann Archer    somebody in the address book
///     !network 203.0.113 64500 JP Evil Hosting   who runs the addresses that begin so
///     !trusts                                    the user trusts any sender that can be trusted
///     !honest                                    the user said of this mail that it is honest
struct Drawn {
  mail::Recipient recipient;
  std::string_view mail;             // points into the input
  const dissection::Engine& engine;  // one for all inputs, with this input's networks
  bool trusts = false, honest = false;

  /// As it is dissected where nobody opens attachments.
  dissection::Dissection dissect() const;
};

Drawn draw(std::string_view input);

}  // namespace fuwake::fuzz
