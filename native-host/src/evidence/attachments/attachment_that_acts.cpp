// What runs when it is opened, from a stranger: a program or a shortcut, alone or in an archive, a disc image, a
// notebook with things to click, a page with a script. With a pretext (a bill, a parcel, a voice message) or
// with the password beside it that keeps filters out, it is a trap; without one it is unusual. Banks send encrypted
// messages as pages with scripts, colleagues send each other programs: whoever was confirmed as a known organisation,
// or comes from the reader's own, is spared.
#include <string>
#include <string_view>
#include <utility>

#include "evidence/attachments/about_attachment.h"
#include "evidence/check.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType attachment_with_pretext{
    .id = "attachment.acts-with-pretext",
    .family = Family::attachments,
    .kind = Kind::deception,
    .arguments = {{"name", ArgumentType::file},
                  {"inside", ArgumentType::choice},
                  {"file", ArgumentType::file},
                  {"told", ArgumentType::choice},
                  {"phrase", ArgumentType::quotation}},
    .technique = "program-attached",
};

constexpr FindingType attachment_acts{
    .id = "attachment.acts",
    .family = Family::attachments,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::file}, {"inside", ArgumentType::choice}, {"file", ArgumentType::file}},
    .technique = "program-attached",
};

using knowledge::FileKind;

bool acts(const Facts& facts, const std::string& name) {
  const auto kind = facts.knowledge.file_kinds.of_name(name);
  return kind == FileKind::program || kind == FileKind::shortcut || kind == FileKind::disc_image ||
         kind == FileKind::notebook;
}

struct Acting {
  const attachments::Attachment* attachment = nullptr;
  std::string inside;
};

Acting acting_in(const Facts& facts) {
  for (const attachments::Attachment& attachment : facts.attachments.all) {
    if (acts(facts, attachment.name)) return {&attachment, ""};
    // Programs for Java and Android, and Office documents, are archives themselves.
    const auto kind = facts.knowledge.file_kinds.of_name(attachment.name);
    if (kind == FileKind::document || kind == FileKind::macro_document) continue;
    for (const std::string& name : attachment.inspected.names)
      if (acts(facts, name)) return {&attachment, name};
  }
  return {};
}

Findings find(const Facts& facts) {
  if (is_from_known_sender(facts)) return {};
  Acting acting = acting_in(facts);
  attachments::Attachment page;
  if (acting.attachment == nullptr)
    for (const auto& attached : facts.page.attached)
      if (attached.has_script && acting.attachment == nullptr) {
        page.part = attached.part;
        page.name = facts.mail.parts[attached.part].file_name;
        page.type = facts.mail.parts[attached.part].media_type;
        acting.attachment = &page;
      }
  if (acting.attachment == nullptr) return {};
  const bool locked = acting.attachment->inspected.encrypted;
  const knowledge::LureFound* pretext = facts.told.first_of(knowledge::LureGroup::pretext);
  Arguments arguments = {{"inside", acting.inside.empty() ? "none" : "some"}, {"file", acting.inside}};
  if (pretext == nullptr && !locked)
    return {about_attachment(attachment_acts, facts, *acting.attachment, std::move(arguments))};
  arguments["told"] = pretext == nullptr ? "none" : "some";
  arguments["phrase"] = pretext == nullptr ? "" : facts.told.quote(*pretext);
  return {about_attachment(attachment_with_pretext, facts, *acting.attachment, std::move(arguments))};
}

}  // namespace

extern const Check check_attachment_that_acts = {{&attachment_with_pretext, &attachment_acts}, find};

}  // namespace fuwake::evidence
