// `fuwake findings`: the catalogue of what there may be to find.
#pragma once

#include <string>

#include "knowledge/knowledge.h"
#include "report/sentences.h"

namespace fuwake::worker {

/// Every finding in the order of the checks: its id, family and kind, its arguments and their types, the technique that
/// it names, whether it verifies, and its sentence's pattern. As an array of JSON, or as lines for people.
std::string catalogue(const knowledge::Knowledge& knowledge, const report::Sentences& sentences, bool json);

}  // namespace fuwake::worker
