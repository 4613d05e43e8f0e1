#include "evidence/attachments/about_attachment.h"

namespace fuwake::evidence {

Finding about_attachment(const char* id, Kind kind, const facts::Facts& facts,
                         const attachments::Attachment& attachment, std::map<std::string, std::string> arguments) {
  const std::string name = attachment.name.empty() ? attachment.type : attachment.name;
  arguments.emplace("name", name);
  return {id, Family::attachments, kind, std::move(arguments), {{facts.mail.parts[attachment.part].body, name}}};
}

}  // namespace fuwake::evidence
