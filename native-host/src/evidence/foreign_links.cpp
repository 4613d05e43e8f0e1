// Not one link of a mail leads to whom it says it is from: neither to the sender's domain, nor to where it was
// sent from, nor through a mailing service. Friends send links to elsewhere all day, so it counts only where the
// mail speaks as an organisation: with a link that is a button or a picture.
#include "evidence/checks.h"
#include "evidence/sender.h"

namespace fuwake::evidence {
namespace {

bool speaks_as_organisation(const Material& material) {
  for (const links::Link& link : material.links.all)
    if (link.raw.image || link.raw.kind == links::LinkKind::vml || link.raw.kind == links::LinkKind::form) return true;
  return false;
}

}  // namespace

Findings check_foreign_links(const Material& material) {
  if (material.mail.from.empty() || material.mail.from.front().domain.empty() || material.route.mailing_list)
    return {};
  const links::Link* first = nullptr;
  for (const links::Link& link : material.links.all) {
    if (!link.is_web()) continue;
    if (is_senders_own(material, link.host()) || is_tracked(material, link)) return {};
    if (first == nullptr) first = &link;
  }
  if (first == nullptr) return {};
  const bool loud = speaks_as_organisation(material);
  return {about_link(loud ? "link.none-to-sender" : "link.elsewhere", loud ? Kind::anomaly : Kind::note, *first,
                     {{"sender", material.mail.from.front().domain}})};
}

}  // namespace fuwake::evidence
