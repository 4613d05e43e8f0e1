// What authentication finds and others ask for: declared in authentication.cpp.
#pragma once

#include "evidence/finding.h"

namespace fuwake::evidence {

extern const FindingType authentication_none;
extern const FindingType authentication_failed;
extern const FindingType authentication_unproven;
extern const FindingType authentication_passed;
extern const FindingType authentication_known_brand;

}  // namespace fuwake::evidence
