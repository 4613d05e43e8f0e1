// Findings about attachments.
#pragma once

#include "evidence/finding.h"
#include "facts/facts.h"

namespace fuwake::evidence {

/// The finding about one attachment, with its name as argument "name" and itself as evidence.
Finding about_attachment(const FindingType& type, const facts::Facts& facts, const attachments::Attachment& attachment,
                         Arguments arguments = {});

}  // namespace fuwake::evidence
