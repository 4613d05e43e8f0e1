// https://evil.example/?site=www.paypal.com: a brand's host as the whole value of a parameter, for the reader to
// find. Look-ups (whois, archives) and click trackers carry hosts as well, so it is no more than unusual, and
// nothing where the link goes to the sender's own host or to a mailing service.
#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "facts/sender.h"
#include "knowledge/public_suffixes.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType link_brand_in_query{
    .id = "link.brand-in-query",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"decoy", ArgumentType::foreign_domain}, {"domain", ArgumentType::domain}},
    .technique = "decoy-in-address",
};

Findings find(const Facts& facts) {
  constexpr std::size_t longest_query = 2000;
  const auto& brands = facts.knowledge.brands;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web() || !link.destination->query || leads_to_sender(facts, link)) continue;
    const std::string query = link.destination->query->substr(0, longest_query);
    for (const std::string_view pair : text::split(query, '&')) {
      const std::string value = text::to_lower(pair.substr(pair.find('=') + 1));
      if (value.find('.') == std::string::npos || !knowledge::has_known_suffix(value)) continue;
      const knowledge::Brand* brand = brands.owner_of(value);
      if (brand != nullptr && brand != brands.owner_of(link.host()))
        return {about_link(link_brand_in_query, link, {{"brand", brand->id}, {"decoy", value}})};
    }
  }
  return {};
}

}  // namespace

extern const Check check_brand_in_link_query = {{&link_brand_in_query}, find};

}  // namespace fuwake::evidence
