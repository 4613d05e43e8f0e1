// A page of HTML or SVG as an attachment is opened from the disc, where no filter sees it: with a field for a
// password it is a copied log-in page, with a script it may build one (HTML smuggling). Banks send encrypted
// messages as pages with scripts, so these are no more than unusual.
#include "evidence/attachment.h"
#include "evidence/checks.h"

namespace fuwake::evidence {

Findings check_attached_page(const Material& material) {
  for (const links::Links::AttachedPage& page : material.links.attached_pages) {
    attachments::Attachment attachment;
    attachment.part = page.part;
    attachment.name = material.mail.parts[page.part].file_name;
    attachment.type = material.mail.parts[page.part].media_type;
    if (page.asks_password) return {about_attachment("attachment.login-page", Kind::deception, material, attachment)};
    if (page.has_script) return {about_attachment("attachment.page-with-script", Kind::anomaly, material, attachment)};
  }
  return {};
}

}  // namespace fuwake::evidence
