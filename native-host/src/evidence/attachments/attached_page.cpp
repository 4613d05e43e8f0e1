// A page of HTML or SVG as an attachment is opened from the disc, where no filter sees it: with a field for a
// password it is a copied log-in page, with a script it may build one (HTML smuggling). Banks send encrypted
// messages as pages with scripts, so these are no more than unusual.
#include "evidence/attachments/about_attachment.h"
#include "evidence/checks.h"

namespace fuwake::evidence {

Findings check_attached_page(const Facts& facts) {
  for (const page::AttachedPage& page : facts.page.attached) {
    attachments::Attachment attachment;
    attachment.part = page.part;
    attachment.name = facts.mail.parts[page.part].file_name;
    attachment.type = facts.mail.parts[page.part].media_type;
    if (page.asks_password) return {about_attachment("attachment.login-page", Kind::deception, facts, attachment)};
    if (page.has_script) return {about_attachment("attachment.page-with-script", Kind::anomaly, facts, attachment)};
  }
  return {};
}

}  // namespace fuwake::evidence
