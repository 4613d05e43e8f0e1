// The pictures are loaded from a brand's own server, and the links go elsewhere: a copy of that brand's mail.
// Shops show the signs of those they sell or are paid through, and everybody those of social networks, and lays
// pictures at hosters, shop systems and in clouds, so these do not count, and one link that goes to the brand clears
// it.
#include <algorithm>
#include <array>

#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "facts/sender.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType link_borrowed_decoration{
    .id = "link.borrowed-decoration",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"brand", ArgumentType::brand}, {"domain", ArgumentType::domain}},
    .technique = "copied-design",
};

constexpr std::array<std::string_view, 29> shown_everywhere = {
    "facebook", "instagram", "x-twitter",   "twitter",   "linkedin",   "youtube",    "google",     "apple",
    "whatsapp", "pinterest", "tiktok",      "line",      "amazon-aws", "cloudflare", "wordpress",  "github",
    "vimeo",    "amazon",    "shopify",     "wikimedia", "wikipedia",  "hubspot",    "salesforce", "mailchimp",
    "sendgrid", "wix",       "squarespace", "dropbox",   "adobe"};

Findings find(const Facts& facts) {
  const auto& brands = facts.knowledge.brands;
  if (facts.mail.from.empty()) return {};
  for (const std::string& host : facts.links.image_hosts) {
    const knowledge::Brand* brand = brands.owner_of(host);
    if (brand == nullptr || brand->sector == "hosting" || is_senders_own(facts, host) ||
        std::find(shown_everywhere.begin(), shown_everywhere.end(), brand->id) != shown_everywhere.end())
      continue;
    const links::Link* elsewhere = nullptr;
    bool leads_there = false;
    for (const links::Link& link : facts.links.all) {
      if (!link.is_web()) continue;
      leads_there |= brands.owner_of(link.host()) == brand || is_tracked(facts, link);
      if (elsewhere == nullptr) elsewhere = &link;
    }
    if (elsewhere == nullptr || leads_there) continue;
    return {about_link(link_borrowed_decoration, *elsewhere, {{"brand", brand->id}})};
  }
  return {};
}

}  // namespace

extern const Check check_borrowed_decoration = {{&link_borrowed_decoration}, find};

}  // namespace fuwake::evidence
