// What links tell and others ask for, each declared in its check's file.
#pragma once

#include "evidence/finding.h"

namespace fuwake::evidence {

extern const FindingType link_brand_in_path;
extern const FindingType link_none_to_claimed_brand;
extern const FindingType link_domain_in_host;
extern const FindingType link_sender_domain_in_host;

}  // namespace fuwake::evidence
