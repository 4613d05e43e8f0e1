// Findings about links.
#pragma once

#include <map>
#include <string>

#include "evidence/finding.h"
#include "links/links.h"

namespace fuwake::evidence {

/// The finding about one link: `id`, with the link's domain as argument "domain" and itself as evidence.
Finding about_link(const char* id, Kind kind, const links::Link& link,
                   std::map<std::string, std::string> arguments = {});

}  // namespace fuwake::evidence
