// Findings about links.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "evidence/finding.h"
#include "links/links.h"

namespace fuwake::evidence {

/// A link as evidence, which points to it.
Evidence evidence_of(const links::Link& link);

/// The finding about one link, with the link as evidence; with those of the arguments that the type declares, and with
/// the link's domain as "domain" where none is given.
Finding about_link(const FindingType& type, const links::Link& link, Arguments arguments = {});

/// What a check finds link by link: one finding, with the deceptions about further links as its `others`. A deception
/// goes before what is only unusual, which an attacker could lay before it.
class LinkFindings {
 public:
  void add(Finding finding);
  Findings take() { return std::move(found_); }

 private:
  Findings found_;                 // one at the most
  std::set<std::string> targets_;  // that it and its others are about
};

}  // namespace fuwake::evidence
