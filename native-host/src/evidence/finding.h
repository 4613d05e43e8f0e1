// What a check found: a finding of a declared type, its arguments, and where in the mail it can be seen.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/few.h"
#include "mail/headers.h"

namespace fuwake::knowledge {
struct Knowledge;
}

namespace fuwake::evidence {

enum class Family {
  identity,
  route,
  authentication,
  links,
  wording,
  attachments,
  campaign,
  unseen,  // what a limit kept from being looked at: no sign of anything, and at least `caution`
};

enum class Kind {
  deception,    // the mail contradicts itself
  anomaly,      // unusual, with innocent readings
  note,         // a fact for the reader; carries no weight
  reassurance,  // speaks for the mail
};

/// What a value is, and so how it is said and marked.
enum class ArgumentType {
  text,            // what the sender wrote of himself or of his programs
  name,            // of a sender or a contact
  quotation,       // words of the mail
  file,            // an attachment's name
  address,         // of a mailbox
  host,            // a machine's name or number
  domain,          // where something leads or comes from in fact: what decides
  foreign_domain,  // what is shown, imitated, claimed and not confirmed, or only written there
  brand,           // the id of a brand
  mail_operator,   // who runs the network that handed the mail over
  service,         // the id of a mail service
  organisation,    // as a registry of networks has it
  country,         // ISO 3166-1 alpha-2
  time,            // RFC 3339
  number,
  choice,  // a keyword that chooses among a sentence's forms
};

struct Argument {
  const char* name;
  ArgumentType type;
};

/// What a finding is, declared once, in its check's file.
struct FindingType {
  const char* id;  // "link.brand-in-path": its weight and its sentences are found by it
  Family family;
  Kind kind;
  Few<Argument, 6> arguments = {};
  const char* technique = "";  // what attackers call it, for "what is this?": a key of the sentences' "techniques"
  bool verifies = false;       // a domain that brand data or the user knows sent the mail
  bool quotes = false;         // the links and words that deceive are what it quotes: caution, and no danger
  /// Where there is one type for many ids, what follows `id` in each of them ("wording." and a lure). Null for others.
  std::vector<std::string> (*variants)(const knowledge::Knowledge&) = nullptr;

  bool declares(std::string_view argument) const;
};

using Arguments = std::map<std::string, std::string>;

/// What evidence is about, by its number.
struct Pointer {
  enum class Kind {
    field,       // in the mail's HeaderSection
    link,        // in Links::all
    attachment,  // in Attachments::all
    hop,         // in Route::hops
  };
  Kind kind = Kind::field;
  std::size_t index = 0;
};

struct Evidence {
  mail::Span span;                 // in the source
  std::string quote;               // what stands there, decoded; UTF-8, chosen by the sender
  std::optional<Pointer> at = {};  // where it is one of these
};

struct Finding {
  std::reference_wrapper<const FindingType> type;
  Arguments arguments;  // what the type declares; values chosen by the sender
  std::vector<Evidence> evidence;
  std::string variant = {};  // one of the type's
  /// Of other links deceptions like this one. They count nothing: ten such links are one cause, and each is marked.
  std::vector<Finding> others = {};

  std::string id() const { return type.get().id + variant; }
  Family family() const { return type.get().family; }
  Kind kind() const { return type.get().kind; }
  bool is(const FindingType& other) const { return &type.get() == &other; }
};

using Findings = std::vector<Finding>;

/// Of the values those that the type declares: for what makes findings of several types.
Arguments declared_of(const FindingType& type, Arguments values);

/// "identity", "links", …: as weights.json and docs/analysis.schema.json have it.
const char* name_of(Family family);
/// "deception", "anomaly", "note", "reassurance".
const char* name_of(Kind kind);
/// "quotation", "foreign-domain", …: as `fuwake findings` prints it.
const char* name_of(ArgumentType type);

}  // namespace fuwake::evidence
