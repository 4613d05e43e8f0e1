#include "evidence/attachments/about_attachment.h"

namespace fuwake::evidence {

Finding about_attachment(const FindingType& type, const facts::Facts& facts, const attachments::Attachment& attachment,
                         Arguments arguments) {
  const std::string name = attachment.name.empty() ? attachment.type : attachment.name;
  arguments.emplace("name", name);
  return {type, std::move(arguments), {{facts.mail.parts[attachment.part].body, name}}};
}

}  // namespace fuwake::evidence
