// What the user decides, what that is bound to, and what it says of a mail.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "evidence/finding.h"
#include "facts/facts.h"

namespace fuwake::evidence {

enum class DecisionKind {
  trusted,    // of an address whose domain was authenticated
  honest,     // of a mail: "this is wrong, the mail is honest"
  dishonest,  // of a mail: "this is wrong, the mail is not honest"
};

/// "trusted", "honest", "dishonest"; as in the file and in the protocol.
const char* name_of(DecisionKind kind);
/// The kind of that name; nullopt where there is none.
std::optional<DecisionKind> decision_kind(std::string_view name);

struct Decision {
  std::int64_t id = 0;  // 0: not kept yet
  DecisionKind kind = DecisionKind::trusted;
  std::string key;        // what it is bound to; see key_of_sender and key_of_mail
  std::string label;      // for people: the address, the subject
  std::int64_t time = 0;  // seconds since 1970
};

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

/// What decisions about a mail are bound to: what the engine asks whoever keeps them.
struct Keys {
  std::optional<std::string> sender;  // key_of_sender
  std::string mail;                   // key_of_mail
};

/// The answers.
struct Decisions {
  std::optional<Decision> on_sender, on_mail;
  bool unread = false;  // they could not be read in time, and have no say
};

extern const FindingType history_said_honest;
extern const Few<const FindingType*, 8> types_of_decisions;

/// What the user said of this sender or of this very mail, and when.
Findings find_decisions(const facts::Facts& facts, const Decisions& decisions);

}  // namespace fuwake::evidence
