#include "evidence/attachments/about_attachment.h"

#include "facts/claim.h"

namespace fuwake::evidence {
namespace {

std::optional<Pointer> pointer_to(const attachments::Attachment& attachment, const attachments::Attachments& all) {
  for (std::size_t i = 0; i < all.all.size(); ++i)
    if (&all.all[i] == &attachment) return Pointer{Pointer::Kind::attachment, i};
  return std::nullopt;
}

}  // namespace

Finding about_attachment(const FindingType& type, const facts::Facts& facts, const attachments::Attachment& attachment,
                         Arguments arguments) {
  const std::string name = attachment.name.empty() ? attachment.type : attachment.name;
  arguments.emplace("name", name);
  return {type,
          std::move(arguments),
          {{facts.mail.parts[attachment.part].body, name, pointer_to(attachment, facts.attachments)}}};
}

bool is_from_known_sender(const facts::Facts& facts) {
  if (facts.mail.from.empty()) return false;
  if (facts::confirmed_brand(facts) != nullptr) return true;
  const std::string& domain = facts.sender().domain;
  const bool confirmed = facts.authentication && facts.authentication->authenticates(domain);
  return facts.recipient.is_own_domain(domain) && (confirmed || facts.route.from_outside() == nullptr);
}

}  // namespace fuwake::evidence
