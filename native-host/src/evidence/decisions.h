// What a decision of the user is bound to.
#pragma once

#include <optional>
#include <string>

#include "evidence/finding.h"
#include "evidence/material.h"

namespace fuwake::evidence {

/// "sender:ann@lane.example", where the recipient's own server confirmed the address's domain: trust is bound to
/// what was authenticated, never to a name or to an address that anybody can write. nullopt otherwise.
std::optional<std::string> key_of_sender(const Material& material);

/// "mail:" and the fingerprint of what was read: the sender and his name, the subject, the text and the links without
/// their figures, the bytes of the attachments, who handed the mail over, what the recipient's server found out about
/// the sender, and which `findings` of run_checks() there were. Copies that differ in figures alone (an order's number)
/// have one key. Where something deceives, the key is this very mail's, every byte of its body: a word about one mail
/// silences nothing in another. What was found by opening attachments or codes has no part in it: one time there is
/// time for that, the next time there is not; their bytes stand for it.
std::string key_of_mail(const Material& material, const Findings& findings);

/// What decisions about a mail are bound to.
struct Keys {
  std::optional<std::string> sender;  // key_of_sender
  std::string mail;                   // key_of_mail
};

/// What the user said of this sender or of this very mail, and when.
Findings find_decisions(const Material& material, const Keys& keys);

}  // namespace fuwake::evidence
