// Whether a program on a web server made the mail.
#pragma once

#include "evidence/check.h"

namespace fuwake::evidence {

/// By the sender's own record; at most one finding.
Findings find_web_script(const Facts& facts);

}  // namespace fuwake::evidence
