// Findings about links.
#pragma once

#include "evidence/finding.h"
#include "links/links.h"

namespace fuwake::evidence {

/// A link as evidence, which points to it.
Evidence evidence_of(const links::Link& link);

/// The finding about one link, with the link as evidence; with those of the arguments that the type declares, and with
/// the link's domain as "domain" where none is given.
Finding about_link(const FindingType& type, const links::Link& link, Arguments arguments = {});

}  // namespace fuwake::evidence
