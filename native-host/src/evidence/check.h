// What the author of a check needs.
#pragma once

#include "evidence/finding.h"
#include "facts/facts.h"

namespace fuwake::evidence {

using facts::Facts;

/// A pure function of one mail's facts, and the types of all that it may find; it knows nothing of weights, of words,
/// or of other checks. Defined at the end of its file, and listed in checks.cpp alone.
struct Check {
  Few<const FindingType*, 8> types;
  Findings (*find)(const Facts&);
};

}  // namespace fuwake::evidence
