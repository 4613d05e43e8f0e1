// Where a link's host is one that anybody gets for nothing: shorteners, free hosting, forms, files, IPFS,
// tunnels, suffixes at which a name costs next to nothing. Honest people use them every day; one finding a
// kind, and none where the sender's own mail comes from there.
#include <set>

#include "evidence/checks.h"
#include "evidence/sender.h"

namespace fuwake::evidence {

Findings check_link_host(const Material& material) {
  Findings findings;
  std::set<knowledge::LinkHostKind> seen;
  for (const links::Link& link : material.links.all) {
    if (!link.is_web() || link.destination->host_kind != links::HostKind::domain) continue;
    const auto kind = material.knowledge.link_hosts.find(link.host());
    if (!kind || seen.contains(*kind) || is_senders_own(material, link.host())) continue;
    seen.insert(*kind);
    const std::string id = std::string("link.at-") + knowledge::name_of(*kind);
    findings.push_back(about_link(id.c_str(), Kind::anomaly, link, {{"domain", place_of(material, link)}}));
  }
  return findings;
}

}  // namespace fuwake::evidence
