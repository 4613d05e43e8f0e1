// What the user decides, and what that is bound to, as values: the engine asks by them, and whoever keeps the decisions
// answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fuwake::decisions {

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
  std::string key;        // what it is bound to; see evidence::key_of_sender and key_of_mail
  std::string label;      // for people: the address, the subject
  std::int64_t time = 0;  // seconds since 1970
};

/// What decisions about a mail are bound to: what the engine asks whoever keeps them.
struct Keys {
  std::optional<std::string> sender;  // evidence::key_of_sender
  std::string mail;                   // evidence::key_of_mail
};

/// The answers.
struct Decisions {
  std::optional<Decision> on_sender, on_mail;
  bool unread = false;  // they could not be read in time, and have no say
};

}  // namespace fuwake::decisions
