// What the sender's fields tell and others ask for, each declared in its check's file.
#pragma once

#include "evidence/finding.h"

namespace fuwake::evidence {

extern const FindingType identity_reply_to_free_mail;
extern const FindingType identity_scam_reply;

}  // namespace fuwake::evidence
