// Findings about attachments.
#pragma once

#include "evidence/finding.h"
#include "facts/facts.h"

namespace fuwake::evidence {

/// The finding about one attachment, with its name as argument "name" and itself as evidence.
Finding about_attachment(const FindingType& type, const facts::Facts& facts, const attachments::Attachment& attachment,
                         Arguments arguments = {});

/// The sender is whom no filter and no reader would call a stranger: a known organisation, confirmed, or the reader's
/// own.
bool is_from_known_sender(const facts::Facts& facts);

}  // namespace fuwake::evidence
