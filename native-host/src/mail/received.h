// Received fields (RFC 5321, section 4.4, and what mail servers really write).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "knowledge/ip_address.h"
#include "mail/dates.h"

namespace fuwake::mail {

/// One Received field. What it says is a claim of the server that wrote it; whether that server is
/// to be believed is for the route to judge.
struct Received {
  std::string from;                        // how the sending host introduced itself (HELO or EHLO), lower case
  std::string rdns;                        // its reverse name as the receiver recorded it; "" where there is none
  bool rdns_verified = false;              // the receiver wrote the name because it leads back to the address
  std::optional<knowledge::IpAddress> ip;  // its address as the receiver recorded it
  std::string by;                          // the host that wrote the field, lower case
  std::string protocol;                    // "with": ESMTPS, HTTP, LMTP …, as written
  std::string id;
  std::string recipient;  // "for", without angle brackets
  std::optional<UnixTime> time;
  std::optional<bool> encrypted;  // TLS, as far as "with" (RFC 3848) or a remark tells
  bool doubtful = false;          // may be read in several ways: somebody's greeting looks like a server's record
  bool has_from = false;          // a field without "from" records a submission or an internal step
};

/// Reads the raw value of a Received field. Dialects of Postfix, Exim, Sendmail, qmail, Exchange,
/// Gmail and those that resemble them. nullopt for a value in which neither "from" nor "by" is
/// found, and for notes of fetchmail and qmail-scanner. The word after "from" is always the greeting, which may be any
/// text: blanks, parentheses, whole clauses. What the server wrote stands behind it, so the last record of an address
/// before the last "by" counts. Which servers verify a reverse name: Postfix and Sendmail (without "may be forged"),
/// Exim, CommuniGate ("verified"). Of qmail, OpenSMTPD and those that name no address beside it nobody knows. Linear in
/// its input.
std::optional<Received> parse_received(std::string_view raw);

}  // namespace fuwake::mail
