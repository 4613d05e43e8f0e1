// What attachments tell and others ask for: declared in attachment_contents.cpp.
#pragma once

#include "evidence/finding.h"

namespace fuwake::evidence {

extern const FindingType attachment_encrypted;

}  // namespace fuwake::evidence
