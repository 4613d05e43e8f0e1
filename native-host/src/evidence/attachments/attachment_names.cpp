// What an attachment's name says and what it is: "invoice.pdf.exe", "exe.fdp" turned round by a direction
// override, a program called a picture. Honest programs are not mailed, and honest names end once.
#include "evidence/attachments/about_attachment.h"
#include "evidence/check.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType attachment_turned_name{
    .id = "attachment.turned-name",
    .family = Family::attachments,
    .kind = Kind::deception,
    .arguments = {{"name", ArgumentType::file}},
    .technique = "disguised-attachment",
};

constexpr FindingType attachment_double_name{
    .id = "attachment.double-name",
    .family = Family::attachments,
    .kind = Kind::deception,
    .arguments = {{"name", ArgumentType::file}},
    .technique = "disguised-attachment",
};

constexpr FindingType attachment_disguised_program{
    .id = "attachment.disguised-program",
    .family = Family::attachments,
    .kind = Kind::deception,
    .arguments = {{"name", ArgumentType::file}},
    .technique = "disguised-attachment",
};

constexpr FindingType attachment_program{
    .id = "attachment.program",
    .family = Family::attachments,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::file}},
    .technique = "program-attached",
};

constexpr FindingType attachment_disc_image{
    .id = "attachment.disc-image",
    .family = Family::attachments,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::file}},
    .technique = "program-attached",
};

using knowledge::FileKind;

bool is_dangerous(std::optional<FileKind> kind) {
  return kind == FileKind::program || kind == FileKind::shortcut;
}

// U+202A to U+202E and U+2066 to U+2069 turn what follows round.
bool is_turned(const std::string& name) {
  for (const std::string_view control : {"\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068"})
    if (name.find(control) != std::string::npos) return true;
  return false;
}

// "invoice.pdf.exe": what people expect, and then what runs.
bool is_double(const Facts& facts, const std::string& name) {
  const auto extensions = knowledge::extensions_of(name);
  if (extensions.size() < 2) return false;
  const auto& kinds = facts.knowledge.file_kinds;
  return kinds.of_extension(extensions[extensions.size() - 2]) == FileKind::document &&
         is_dangerous(kinds.of_extension(extensions.back()));
}

// By its content a program of Windows, Linux or macOS, and called something else.
bool is_disguised(const Facts& facts, const attachments::Attachment& attachment) {
  const std::string& type = attachment.inspected.type;
  const bool program = type == "application/x-dosexec" || type == "application/vnd.microsoft.portable-executable" ||
                       type == "application/x-executable" || type == "application/x-mach-binary" ||
                       type == "application/x-ms-shortcut";
  const auto kind = facts.knowledge.file_kinds.of_name(attachment.name);
  return program && !is_dangerous(kind);
}

Findings find(const Facts& facts) {
  for (const attachments::Attachment& attachment : facts.attachments.all) {
    const auto kind = facts.knowledge.file_kinds.of_name(attachment.name);
    if (is_turned(attachment.name)) return {about_attachment(attachment_turned_name, facts, attachment)};
    if (is_double(facts, attachment.name)) return {about_attachment(attachment_double_name, facts, attachment)};
    if (is_disguised(facts, attachment)) return {about_attachment(attachment_disguised_program, facts, attachment)};
    if (is_dangerous(kind)) return {about_attachment(attachment_program, facts, attachment)};
    if (kind == FileKind::disc_image) return {about_attachment(attachment_disc_image, facts, attachment)};
  }
  return {};
}

}  // namespace

extern const Check check_attachment_names = {
    {&attachment_turned_name, &attachment_double_name, &attachment_disguised_program, &attachment_program,
     &attachment_disc_image},
    find};

}  // namespace fuwake::evidence
