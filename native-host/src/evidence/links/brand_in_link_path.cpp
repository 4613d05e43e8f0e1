// https://w-support.jp/activemail.kagoya.com/: people read the last familiar word, browsers the
// domain. Only a first path segment that is a brand's host name as it stands: archives, reviews and
// click trackers carry whole addresses deeper in the path or in the query.
#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "evidence/links/types.h"
#include "knowledge/public_suffixes.h"
#include "text/ascii.h"

namespace fuwake::evidence {
constexpr FindingType link_brand_in_path{
    .id = "link.brand-in-path",
    .family = Family::links,
    .kind = Kind::deception,
    .arguments = {{"decoy", ArgumentType::foreign_domain},
                  {"decoyDomain", ArgumentType::foreign_domain},
                  {"domain", ArgumentType::domain}},
    .technique = "decoy-in-address",
};

namespace {

std::string first_segment(const links::Url& url) {
  std::string_view path = url.path;
  if (path.starts_with('/')) path.remove_prefix(1);
  return text::to_lower(path.substr(0, path.find('/')));
}

Findings find(const Facts& facts) {
  LinkFindings found;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web()) continue;
    const std::string decoy = first_segment(*link.destination);
    if (decoy.find('.') == std::string::npos || !knowledge::has_known_suffix(decoy)) continue;
    const knowledge::Brand* brand = facts.knowledge.brands.owner_of(decoy);
    if (brand == nullptr) continue;
    if (facts.knowledge.brands.owner_of(link.host()) == brand) continue;
    found.add(
        {link_brand_in_path,
         {{"decoy", decoy}, {"decoyDomain", knowledge::registrable_domain(decoy)}, {"domain", link.registrable_domain}},
         {evidence_of(link)}});
  }
  return found.take();
}

}  // namespace

extern const Check check_brand_in_link_path = {{&link_brand_in_path}, find};

}  // namespace fuwake::evidence
