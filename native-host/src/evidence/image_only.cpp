// One picture instead of text, and the picture is the link: nothing for a filter to read. Flyers and
// greetings are pictures too, so it is no more than unusual; and signatures show signs of social networks.
#include "evidence/checks.h"
#include "evidence/sender.h"
#include "knowledge/folding.h"

namespace fuwake::evidence {

Findings check_image_only(const Material& material) {
  constexpr std::size_t little_text = 200;  // bytes
  if (material.links.images == 0 || knowledge::fold(material.links.text.substr(0, 4096)).size() > little_text)
    return {};
  const links::Link* picture = nullptr;
  for (const links::Link& link : material.links.all) {
    if (!link.is_web()) continue;
    const bool brands = material.knowledge.brands.owner_of(link.host()) != nullptr && !hides_its_owner(material, link);
    if (picture == nullptr && link.raw.image && !brands && !is_senders_own(material, link.host())) picture = &link;
    // A logo above a few words and a button in text is no picture instead of text.
    if (picture != nullptr && !link.raw.image && !link.raw.text.empty() &&
        link.registrable_domain == picture->registrable_domain && link.raw.target == picture->raw.target)
      return {};
  }
  if (picture == nullptr) return {};
  return {about_link("link.image-only", Kind::anomaly, *picture)};
}

}  // namespace fuwake::evidence
