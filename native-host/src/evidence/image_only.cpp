// One picture instead of text, and the picture is the link: nothing for a filter to read. Flyers and
// greetings are pictures too, so it is no more than unusual.
#include "evidence/checks.h"
#include "evidence/sender.h"
#include "knowledge/folding.h"

namespace fuwake::evidence {

Findings check_image_only(const Material& material) {
  constexpr std::size_t little_text = 200;  // bytes
  if (material.links.images == 0 || knowledge::fold(material.links.text.substr(0, 4096)).size() > little_text)
    return {};
  for (const links::Link& link : material.links.all)
    if (link.is_web() && link.raw.image && !is_senders_own(material, link.host()))
      return {about_link("link.image-only", Kind::anomaly, link)};
  return {};
}

}  // namespace fuwake::evidence
