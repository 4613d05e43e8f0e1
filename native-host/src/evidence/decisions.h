// What the user decides, what that is bound to, and what it says of a mail.
#pragma once

#include <optional>
#include <string>

#include "decisions/decisions.h"
#include "evidence/finding.h"
#include "facts/facts.h"

namespace fuwake::evidence {

using decisions::Decision;
using decisions::DecisionKind;
using decisions::Decisions;
using decisions::Keys;

/// "sender:ann@lane.example", where the recipient's own server confirmed the address's domain: trust is bound to
/// what was authenticated, never to a name or to an address that anybody can write. nullopt otherwise.
std::optional<std::string> key_of_sender(const facts::Facts& facts);

/// "mail:" and the fingerprint of what was read: the sender and his name, the subject, the text and the links without
/// their figures, the bytes of the attachments, who handed the mail over, what the recipient's server found out about
/// the sender, and which `findings` of run_checks() there were. Copies that differ in figures alone (an order's number)
/// have one key. Where something deceives, the key is this very mail's, every byte of its body: a word about one mail
/// silences nothing in another. It is asked for before attachments and codes are opened, for which there is not always
/// time: what is found in them has no part in it, and their bytes stand for it.
std::string key_of_mail(const facts::Facts& facts, const Findings& findings);

extern const FindingType history_said_honest;
extern const Few<const FindingType*, 8> types_of_decisions;

/// What the user said of this sender or of this very mail, and when.
Findings find_decisions(const facts::Facts& facts, const Decisions& decisions);

}  // namespace fuwake::evidence
