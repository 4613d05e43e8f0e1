#include "evidence/finding.h"

#include <algorithm>
#include <string_view>

namespace fuwake::evidence {

bool FindingType::declares(std::string_view argument) const {
  return std::any_of(arguments.begin(), arguments.end(),
                     [argument](const Argument& declared) { return argument == declared.name; });
}

Arguments declared_of(const FindingType& type, Arguments values) {
  std::erase_if(values, [&type](const auto& value) { return !type.declares(value.first); });
  return values;
}

const char* name_of(Family family) {
  switch (family) {
    case Family::identity:
      return "identity";
    case Family::route:
      return "route";
    case Family::authentication:
      return "authentication";
    case Family::links:
      return "links";
    case Family::wording:
      return "wording";
    case Family::attachments:
      return "attachments";
    case Family::campaign:
      return "campaign";
    case Family::unseen:
      return "unseen";
  }
  return "";
}

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::deception:
      return "deception";
    case Kind::anomaly:
      return "anomaly";
    case Kind::note:
      return "note";
    case Kind::reassurance:
      return "reassurance";
  }
  return "";
}

const char* name_of(ArgumentType type) {
  switch (type) {
    case ArgumentType::text:
      return "text";
    case ArgumentType::name:
      return "name";
    case ArgumentType::quotation:
      return "quotation";
    case ArgumentType::file:
      return "file";
    case ArgumentType::address:
      return "address";
    case ArgumentType::host:
      return "host";
    case ArgumentType::domain:
      return "domain";
    case ArgumentType::foreign_domain:
      return "foreign-domain";
    case ArgumentType::brand:
      return "brand";
    case ArgumentType::mail_operator:
      return "operator";
    case ArgumentType::service:
      return "service";
    case ArgumentType::organisation:
      return "organisation";
    case ArgumentType::country:
      return "country";
    case ArgumentType::time:
      return "time";
    case ArgumentType::number:
      return "number";
    case ArgumentType::choice:
      return "choice";
  }
  return "";
}

}  // namespace fuwake::evidence
