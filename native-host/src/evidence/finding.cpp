#include "evidence/finding.h"

namespace fuwake::evidence {

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

}  // namespace fuwake::evidence
