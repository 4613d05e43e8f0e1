#include "evidence/links/about_link.h"

#include <utility>

#include "links/shown_host.h"

namespace fuwake::evidence {

Evidence evidence_of(const links::Link& link) {
  return {link.span, links::defang(link).whole(), Pointer{Pointer::Kind::link, link.index}};
}

Finding about_link(const FindingType& type, const links::Link& link, Arguments arguments) {
  arguments.emplace("domain", links::shown_host(link.registrable_domain));
  return {type, declared_of(type, std::move(arguments)), {evidence_of(link)}};
}

void LinkFindings::add(Finding finding) {
  // More than the message pane marks would be shown nowhere.
  constexpr std::size_t most_others = 300;
  const bool deceives = finding.kind() == Kind::deception;
  if (found_.empty() || (deceives && found_.front().kind() != Kind::deception)) {
    targets_ = {finding.evidence.front().quote};
    found_ = {std::move(finding)};
  } else if (deceives && targets_.size() <= most_others && targets_.insert(finding.evidence.front().quote).second) {
    found_.front().others.push_back(std::move(finding));
  }
}

}  // namespace fuwake::evidence
