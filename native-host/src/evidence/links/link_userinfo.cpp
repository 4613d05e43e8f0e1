// https://www.paypal.com@evil.example/: what stands before the "@" is a user's name for the server, and people
// read it as the address. Hardly anybody writes such links in honest mail; but programs that make links of whatever
// they find make "http://jane.wang@company.example/" of an address, and ".wang" is a suffix too.
#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "knowledge/public_suffixes.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType link_userinfo{
    .id = "link.userinfo",
    .family = Family::links,
    .kind = Kind::deception,
    .arguments = {{"shown", ArgumentType::foreign_domain}, {"domain", ArgumentType::domain}},
    .technique = "decoy-in-address",
};

constexpr FindingType link_username{
    .id = "link.username",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"shown", ArgumentType::text}, {"domain", ArgumentType::domain}},
    .technique = "decoy-in-address",
};

bool reads_as_host(const Facts& facts, const links::Url& url) {
  const std::string shown = text::to_lower(url.username);
  if (shown.find('.') == std::string::npos || !knowledge::has_known_suffix(shown)) return false;
  const bool bare = url.path.size() <= 1 && !url.query;
  return !bare || shown.starts_with("www.") || facts.knowledge.brands.owner_of(shown) != nullptr;
}

Findings find(const Facts& facts) {
  LinkFindings found;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web() || link.destination->username.empty()) continue;
    const bool shows_host = reads_as_host(facts, *link.destination);
    found.add(about_link(shows_host ? link_userinfo : link_username, link,
                         {{"shown", link.destination->username.substr(0, 100)}}));
  }
  return found.take();
}

}  // namespace

extern const Check check_link_userinfo = {{&link_userinfo, &link_username}, find};

}  // namespace fuwake::evidence
