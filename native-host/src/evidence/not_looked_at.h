// A mail of which nothing was looked at.
#pragma once

#include "evidence/finding.h"

namespace fuwake::evidence {

/// Of a mail that brought down, or kept too long, whoever read it (worker/worker.h). No mail is known that does. No
/// check finds it: there is nothing that one could look at.
extern const FindingType unseen_whole;

}  // namespace fuwake::evidence
