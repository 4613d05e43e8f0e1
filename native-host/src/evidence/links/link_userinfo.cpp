// https://www.paypal.com@evil.example/: what stands before the "@" is a user's name for the server, and people
// read it as the address. Hardly anybody writes such links in honest mail; but programs that make links of whatever
// they find make "http://jane.wang@company.example/" of an address, and ".wang" is a suffix too.
#include "evidence/checks.h"
#include "evidence/links/about_link.h"
#include "facts/sender.h"
#include "knowledge/public_suffixes.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

bool reads_as_host(const Facts& facts, const links::Url& url) {
  const std::string shown = text::to_lower(url.username);
  if (shown.find('.') == std::string::npos || !knowledge::has_known_suffix(shown)) return false;
  const bool bare = url.path.size() <= 1 && !url.query;
  return !bare || shown.starts_with("www.") || facts.knowledge.brands.owner_of(shown) != nullptr;
}

}  // namespace

Findings check_link_userinfo(const Facts& facts) {
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web() || link.destination->username.empty()) continue;
    const bool shows_host = reads_as_host(facts, *link.destination);
    return {about_link(shows_host ? "link.userinfo" : "link.username", shows_host ? Kind::deception : Kind::anomaly,
                       link, {{"shown", link.destination->username.substr(0, 100)}})};
  }
  return {};
}

}  // namespace fuwake::evidence
