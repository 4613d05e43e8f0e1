// Where a link's host is one that anybody gets for nothing: shorteners, free hosting, forms, files, IPFS,
// tunnels, suffixes at which a name costs next to nothing. Honest people use them every day; one finding a
// kind, and none where the sender's own mail comes from there.
#include <set>

#include "evidence/checks.h"
#include "evidence/links/about_link.h"
#include "facts/sender.h"

namespace fuwake::evidence {

Findings check_link_host(const Facts& facts) {
  Findings findings;
  std::set<knowledge::LinkHostKind> seen;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web() || link.destination->host_kind != links::HostKind::domain) continue;
    const auto kind = facts.knowledge.link_hosts.find(link.host());
    if (!kind || seen.contains(*kind) || is_senders_own(facts, link.host())) continue;
    seen.insert(*kind);
    const std::string id = std::string("link.at-") + knowledge::name_of(*kind);
    findings.push_back(about_link(id.c_str(), Kind::anomaly, link, {{"domain", place_of(facts, link)}}));
  }
  return findings;
}

}  // namespace fuwake::evidence
