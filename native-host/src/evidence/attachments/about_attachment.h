// Findings about attachments.
#pragma once

#include <map>
#include <string>

#include "evidence/finding.h"
#include "facts/facts.h"

namespace fuwake::evidence {

/// The finding about one attachment: `id`, with its name as argument "name" and itself as evidence.
Finding about_attachment(const char* id, Kind kind, const facts::Facts& facts,
                         const attachments::Attachment& attachment, std::map<std::string, std::string> arguments = {});

}  // namespace fuwake::evidence
