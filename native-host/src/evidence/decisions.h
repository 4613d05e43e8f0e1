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
/// their figures, the bytes of the attachments, who handed the mail over, what the recipient's server found out about the
/// sender, and which `findings` there were. Copies that differ in figures alone (an order's number) have one key. Where
/// something deceives, the key is this very mail's, every byte of its body: a word about one mail silences nothing in
/// another.
std::string key_of_mail(const Material& material, const Findings& findings);

/// What the user said of this sender or of this very mail, and when. `mail_key`: its key_of_mail().
Findings find_decisions(const Material& material, const std::string& mail_key);

}  // namespace fuwake::evidence
