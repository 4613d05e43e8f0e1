// What only the mail program knows: for whom the mail is, and whom its user knows.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "mail/contacts.h"
#include "mail/mail.h"

namespace fuwake::mail {

struct Recipient {
  std::vector<std::string> addresses;        // the user's own, lower case
  std::vector<std::string> domains;          // the user's own domains, lower case
  std::vector<std::string> authserv_ids;     // whose Authentication-Results the user's server writes
  std::shared_ptr<const Contacts> contacts;  // the user's address book; null: not told
  bool inferred = false;                     // read from the mail's delivery fields, for want of better

  bool is_own_address(const std::string& lower_address) const;
  bool is_own_domain(const std::string& lower_domain) const;
};

/// A recipient for whom nothing was said, as far as the mail's own delivery fields tell. These
/// stand above what the sender wrote, but only the newest of each is looked at, for a sender can
/// write such fields too.
Recipient infer_recipient(const Mail& mail);

}  // namespace fuwake::mail
