// Mails that were passed on, from one mailbox to another or by a mailing list: by whom, as far as the
// envelope and the fields of those who did it tell. A sender can write all of them, so this explains and
// never excuses.
#pragma once

#include <optional>
#include <string>

#include "mail/mail.h"

namespace fuwake::route {

struct Forwarding {
  std::string by;        // the forwarder's domain, lower case; "" where only the fact is known
  std::string original;  // the envelope sender's domain before, lower case; "" where it is not told
  mail::Span span;       // of the field that tells
  std::string quote;     // what stands there
};

/// Recognised: the Sender Rewriting Scheme (SRS0, SRS1, Microsoft's "+SRS="), Gmail's "+caf_=", and
/// the fields X-Forwarded-To, X-Forwarded-For and Resent-From (RFC 5322, section 3.6.6).
std::optional<Forwarding> find_forwarding(const mail::Mail& mail);

struct MailingList {
  std::string name;  // as List-Id tells it (RFC 2919), decoded
  mail::Span span;
};

/// A list to which people write: it has a List-Id, and takes posts (List-Post, RFC 2369). Newsletters
/// have a List-Id alone.
std::optional<MailingList> find_mailing_list(const mail::Mail& mail);

}  // namespace fuwake::route
