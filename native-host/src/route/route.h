// The way a mail took: its hops, where the recipient's own servers took it over, and who runs the
// host that handed it over.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "knowledge/knowledge.h"
#include "mail/mail.h"
#include "mail/recipient.h"

namespace fuwake::route {

enum class Trust {
  recorded,   // written by the recipient's own servers: a fact
  hand_over,  // written by them, about the stranger who handed the mail over: a fact, and the
              // last one
  claimed,    // below the hand-over: anybody can have written it
};

struct Hop {
  mail::Received received;
  mail::Span span;
  Trust trust = Trust::claimed;
  std::optional<knowledge::Network> network;  // of the sending address, where it is public and known
  std::optional<std::int64_t> delay;          // seconds since the hop before it; may be negative
};

struct Route {
  std::vector<Hop> hops;                 // newest first
  std::optional<std::size_t> hand_over;  // index into hops; nullopt: the mail came from within, or
                                         // says nothing
  const Hop* handed_over() const { return hand_over ? &hops[*hand_over] : nullptr; }

  /// Where the recipient's provider received the mail: the hand-over, or, for a mail that came from
  /// within (Gmail to Gmail), its oldest hop that names a sender.
  std::optional<std::size_t> reception() const;
};

/// Follows the hops from the newest down for as long as each was written by a host of the domain
/// that wrote the newest. The first that names a sender from outside is the hand-over; the name is
/// what the server recorded (rDNS), not what the sender said (HELO), where both are there.
Route trace(const mail::Mail& mail, const knowledge::Knowledge& knowledge);

}  // namespace fuwake::route
