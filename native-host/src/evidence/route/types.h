// What the route tells and others ask for: declared in brand_network.cpp.
#pragma once

#include "evidence/finding.h"

namespace fuwake::evidence {

extern const FindingType route_brand_network;

}  // namespace fuwake::evidence
