// The way a mail took: its hops, where the recipient's own servers took it over, and who runs the
// host that handed it over.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "knowledge/knowledge.h"
#include "mail/mail.h"
#include "mail/recipient.h"
#include "route/forwarding.h"

namespace fuwake::route {

enum class Trust {
  recorded,   // written by the recipient's own servers: a fact
  hand_over,  // written by them, about the stranger who handed the mail over: a fact, and the
              // last one
  claimed,    // below the hand-over: anybody can have written it
};

/// Why a hop is taken for the hand-over.
enum class Reason {
  delivering_server,  // it was written by the organisation whose server delivered the mail
  authserv_id,        // by the server whose authentication results the recipient trusts
  own_domain,         // by a server of the recipient's own domain
  fetched,            // the mail was fetched from the server that wrote it (POP3, IMAP)
  filter,             // by a mail filter that stands in front of the recipient's server
};

struct Hop {
  mail::Received received;
  mail::Span span;
  Trust trust = Trust::claimed;
  std::optional<knowledge::Network> network;  // of the sending address, where it is public and known
  std::optional<std::int64_t> delay;          // seconds since the hop before it; may be negative
  bool joins_next = true;  // the host that handed the mail over can be the one that wrote the hop below

  /// The name that the receiver recorded, or, where it recorded none (or the address once more, as Yahoo
  /// does), the one the sender gave itself.
  const std::string& sender() const;
};

struct Route {
  std::vector<Hop> hops;                 // newest first
  std::optional<std::size_t> hand_over;  // index into hops; nullopt: the mail came from within, or
                                         // says nothing
  Reason reason = Reason::delivering_server;  // of the hand-over
  std::optional<Forwarding> forwarding;
  std::optional<MailingList> mailing_list;

  const Hop* handed_over() const { return hand_over ? &hops[*hand_over] : nullptr; }

  /// Where the recipient's provider received the mail: the hand-over, or, for a mail that came from
  /// within (Gmail to Gmail), its oldest hop that names a sender.
  std::optional<std::size_t> reception() const;
};

/// Follows the hops from the newest down for as long as the sender of each is one of the recipient's
/// own: a host of the organisation that wrote the hop (a mailbox provider's several domains are one),
/// of the recipient's domains or of a trusted authserv-id, a private address, the server that the mail
/// was fetched from, or a mail filter in its own network. The first other sender handed the mail over.
/// A sender goes by what the server recorded (rDNS, address), not by what it said of itself (HELO).
Route trace(const mail::Mail& mail, const mail::Recipient& recipient,
            const knowledge::Knowledge& knowledge);

}  // namespace fuwake::route
