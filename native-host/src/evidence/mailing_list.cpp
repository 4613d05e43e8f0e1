// A mailing list changes mails and so breaks their signatures: said, so that nobody takes a failed
// check for an attack.
#include "evidence/checks.h"
#include "mail/encoded_words.h"

namespace fuwake::evidence {

Findings check_mailing_list(const Material& material) {
  const mail::HeaderField* list = material.mail.headers().find("list-id");
  if (list == nullptr || material.mail.headers().find("list-post") == nullptr) return {};
  const std::string name = mail::decode_text(list->value.substr(0, 500));
  return {{"route.mailing-list", Family::route, Kind::note, {{"list", name}}, {{list->span, name}}}};
}

}  // namespace fuwake::evidence
