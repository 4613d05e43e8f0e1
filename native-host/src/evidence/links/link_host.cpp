// Where a link's host is one that anybody gets for nothing: shorteners, free hosting, forms, files, IPFS,
// tunnels, suffixes at which a name costs next to nothing. Honest people use them every day; one finding a
// kind, and none where the sender's own mail comes from there.
#include <set>

#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "facts/sender.h"

namespace fuwake::evidence {
namespace {

std::vector<std::string> kinds_of_host(const knowledge::Knowledge&) {
  return knowledge::names_of_link_host_kinds();
}

constexpr FindingType link_at_place{
    .id = "link.at-",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain}},
    .technique = "free-hosting",
    .variants = kinds_of_host,
};

Findings find(const Facts& facts) {
  Findings findings;
  std::set<knowledge::LinkHostKind> seen;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web() || link.destination->host_kind != links::HostKind::domain) continue;
    const auto kind = facts.knowledge.link_hosts.find(link.host());
    if (!kind || seen.contains(*kind) || is_senders_own(facts, link.host())) continue;
    seen.insert(*kind);
    findings.push_back(about_link(link_at_place, link, {{"domain", place_of(facts, link)}}));
    findings.back().variant = knowledge::name_of(*kind);
  }
  return findings;
}

}  // namespace

extern const Check check_link_host = {{&link_at_place}, find};

}  // namespace fuwake::evidence
