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

  /// The reverse name, where the receiver verified it; "" otherwise: whoever holds an address may call it
  /// "mx1.bank.example".
  std::string verified_name() const;
};

struct Route {
  std::vector<Hop> hops;                      // newest first
  std::optional<std::size_t> hand_over;       // index into hops; nullopt: the mail came from within, or
                                              // says nothing
  Reason reason = Reason::delivering_server;  // of the hand-over
  bool within = false;  // the hand-over has a private address and greets as one of the recipient's own: a scanner, or
                        // whoever hides behind a translated address
  std::optional<std::size_t> filtered;   // the hop by which a mail filter handed the mail to the recipient's server
  std::optional<std::size_t> uncertain;  // from this hop on only a greeting says that the hops are the recipient's own
  std::optional<Forwarding> forwarding;
  std::optional<MailingList> mailing_list;

  const Hop* handed_over() const { return hand_over ? &hops[*hand_over] : nullptr; }

  /// The hand-over, unless it may be a machine of the recipient's own network (`within`).
  const Hop* from_outside() const;

  /// The lowest hop that is beyond doubt: what stands below it may be the sender's. nullopt where no hop names a
  /// sender.
  std::optional<std::size_t> last_certain() const;

  /// Where the recipient's provider received the mail: the hand-over, or, for a mail that came from
  /// within (Gmail to Gmail), its oldest hop that names a sender.
  std::optional<std::size_t> reception() const;
};

/// Follows the hops from the newest down for as long as the sender of each is one of the recipient's own; the first
/// other one handed the mail over. One's own are: a host whose reverse name the receiver verified and which is of the
/// organisation that wrote the hop (a mailbox provider's several domains are one), of the recipient's domains or of a
/// trusted authserv-id; the same machine (loopback), a private address with such a name, a user who had logged in; a
/// local delivery (LMTP); the server that the mail was fetched from; a mail filter by its verified name. A hop without
/// a readable address, one that can be read in several ways, and a private address that greets with a stranger's name
/// are the hand-over. What the sender said of itself (HELO) makes nobody one's own. docs/hand-over.md says why.
Route trace(const mail::Mail& mail, const mail::Recipient& recipient, const knowledge::Knowledge& knowledge);

}  // namespace fuwake::route
