// What is inside: a program in an archive, a document that carries one, an archive whose password stands in the
// text so that no filter can open it. Firms in Japan encrypt archives as a custom and send the password in a
// second mail, so an encrypted one alone is a fact and no more.
#include <algorithm>

#include "evidence/attachments/about_attachment.h"
#include "evidence/attachments/types.h"
#include "evidence/check.h"
#include "text/folding.h"

namespace fuwake::evidence {

constexpr FindingType attachment_encrypted{
    .id = "attachment.encrypted",
    .family = Family::attachments,
    .kind = Kind::note,
    .arguments = {{"name", ArgumentType::file}},
};

namespace {

constexpr FindingType attachment_program_inside{
    .id = "attachment.program-inside",
    .family = Family::attachments,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::file}, {"inside", ArgumentType::file}},
    .technique = "program-attached",
};

constexpr FindingType attachment_macros{
    .id = "attachment.macros",
    .family = Family::attachments,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::file}},
    .technique = "program-attached",
};

constexpr FindingType attachment_password_in_text{
    .id = "attachment.password-in-text",
    .family = Family::attachments,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::file}},
    .technique = "locked-archive",
};

constexpr FindingType attachment_active_pdf{
    .id = "attachment.active-pdf",
    .family = Family::attachments,
    .kind = Kind::note,
    .arguments = {{"name", ArgumentType::file}},
};

using knowledge::FileKind;

bool runs(const Facts& facts, const std::string& name) {
  const auto kind = facts.knowledge.file_kinds.of_name(name);
  return kind == FileKind::program || kind == FileKind::shortcut;
}

// "Password: 1234", 「パスワード：1234」: the word, and soon behind it a colon.
bool tells_password(const Facts& facts) {
  constexpr std::size_t searched_text = 16 * 1024;
  const std::string text = text::fold(facts.page.text.substr(0, searched_text));
  for (const std::string& word : facts.knowledge.words.of(knowledge::WordList::password)) {
    const auto at = text.find(word);
    if (at == std::string::npos) continue;
    const auto rest = std::string_view(text).substr(at + word.size(), 12);
    if (rest.find(':') != std::string_view::npos || rest.find('=') != std::string_view::npos) return true;
  }
  return false;
}

// The first name in the archive of a file that runs, "" where there is none.
std::string program_in(const Facts& facts, const attachments::Attachment& attachment) {
  const auto& names = attachment.inspected.names;
  // Programs for Java and Android, and Office documents, are archives themselves.
  const auto kind = facts.knowledge.file_kinds.of_name(attachment.name);
  if (kind == FileKind::program || kind == FileKind::document || kind == FileKind::macro_document) return {};
  const auto found =
      std::find_if(names.begin(), names.end(), [&](const std::string& name) { return runs(facts, name); });
  return found == names.end() ? "" : *found;
}

Findings find(const Facts& facts) {
  Findings findings;
  for (const attachments::Attachment& attachment : facts.attachments.all) {
    const attachments::Inspected& inside = attachment.inspected;
    const auto add = [&](const FindingType& type, Arguments arguments = {}) {
      const bool known =
          std::any_of(findings.begin(), findings.end(), [&type](const Finding& finding) { return finding.is(type); });
      if (!known) findings.push_back(about_attachment(type, facts, attachment, std::move(arguments)));
    };
    if (const std::string program = program_in(facts, attachment); !program.empty())
      add(attachment_program_inside, {{"inside", program}});
    if (inside.macros) add(attachment_macros);
    if (inside.encrypted && tells_password(facts))
      add(attachment_password_in_text);
    else if (inside.encrypted)
      add(attachment_encrypted);
    if (inside.active) add(attachment_active_pdf);
  }
  return findings;
}

}  // namespace

extern const Check check_attachment_contents = {
    {&attachment_program_inside, &attachment_macros, &attachment_password_in_text, &attachment_encrypted,
     &attachment_active_pdf},
    find};

}  // namespace fuwake::evidence
