// All checks, for whoever runs them; no check includes this.
#pragma once

#include "evidence/finding.h"
#include "facts/facts.h"

namespace fuwake::evidence {

/// Runs them all, in the order of the list. What the user said comes after (decisions.h), for it is bound to what they
/// find.
Findings run_checks(const facts::Facts& facts);

/// Every type of which there may be a finding, in the order of the list: the checks', and what the user decided.
std::vector<const FindingType*> all_types();

/// The ids that a type stands for: its own, or one for each of its variants.
std::vector<std::string> ids_of(const FindingType& type, const knowledge::Knowledge& knowledge);

}  // namespace fuwake::evidence
