// What a check found: an id, its arguments, and where in the mail it can be seen.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "mail/headers.h"

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

struct Evidence {
  mail::Span span;    // in the source
  std::string quote;  // what stands there, decoded; UTF-8, chosen by the sender
};

struct Finding {
  std::string id;  // "link.brand-in-path": its weight and its sentences are found by it
  Family family = Family::identity;
  Kind kind = Kind::note;
  std::map<std::string, std::string> arguments;  // for the sentence; values chosen by the sender
  std::vector<Evidence> evidence;
};

using Findings = std::vector<Finding>;

const char* name_of(Family family);
const char* name_of(Kind kind);

}  // namespace fuwake::evidence
