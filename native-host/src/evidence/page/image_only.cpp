// One picture instead of text, and the picture is the link: nothing for a filter to read. Flyers and
// greetings are pictures too, so it is no more than unusual; and signatures show signs of social networks.
#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "facts/sender.h"
#include "text/folding.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType link_image_only{
    .id = "link.image-only",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain}},
    .technique = "picture-for-text",
};

Findings find(const Facts& facts) {
  constexpr std::size_t little_text = 200;  // bytes
  if (facts.page.images == 0 || text::fold(facts.page.text.substr(0, 4096)).size() > little_text) return {};
  const links::Link* picture = nullptr;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web()) continue;
    const bool brands = facts.knowledge.brands.owner_of(link.host()) != nullptr && !hides_its_owner(facts, link);
    if (picture == nullptr && link.raw.image && !brands && !is_senders_own(facts, link.host())) picture = &link;
    // A logo above a few words and a button in text is no picture instead of text.
    if (picture != nullptr && !link.raw.image && !link.raw.text.empty() &&
        link.registrable_domain == picture->registrable_domain && link.raw.target == picture->raw.target)
      return {};
  }
  if (picture == nullptr) return {};
  return {about_link(link_image_only, *picture)};
}

}  // namespace

extern const Check check_image_only = {{&link_image_only}, find};

}  // namespace fuwake::evidence
