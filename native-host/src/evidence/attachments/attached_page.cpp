// A page of HTML or SVG as an attachment is opened from the disc, where no filter sees it: with a field for a
// password it is a copied log-in page, with a script it may build one (HTML smuggling). Banks send encrypted
// messages as pages with scripts, so these are no more than unusual.
#include "evidence/attachments/about_attachment.h"
#include "evidence/check.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType attachment_login_page{
    .id = "attachment.login-page",
    .family = Family::attachments,
    .kind = Kind::deception,
    .arguments = {{"name", ArgumentType::file}},
    .technique = "credential-form",
};

constexpr FindingType attachment_page_with_script{
    .id = "attachment.page-with-script",
    .family = Family::attachments,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::file}},
    .technique = "html-smuggling",
};

Findings find(const Facts& facts) {
  for (const page::AttachedPage& page : facts.page.attached) {
    attachments::Attachment attachment;
    attachment.part = page.part;
    attachment.name = facts.mail.parts[page.part].file_name;
    attachment.type = facts.mail.parts[page.part].media_type;
    if (page.asks_password) return {about_attachment(attachment_login_page, facts, attachment)};
    if (page.has_script) return {about_attachment(attachment_page_with_script, facts, attachment)};
  }
  return {};
}

}  // namespace

extern const Check check_attached_page = {{&attachment_login_page, &attachment_page_with_script}, find};

}  // namespace fuwake::evidence
