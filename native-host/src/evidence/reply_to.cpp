// Answers go to somebody's free mailbox, while the sender poses as an organisation. One's own contact
// form, lists and people who write from several accounts do so too.
#include "evidence/checks.h"
#include "knowledge/public_suffixes.h"

namespace fuwake::evidence {

Findings check_reply_to(const Material& material) {
  const mail::Mail& mail = material.mail;
  if (mail.from.empty() || mail.reply_to.empty() || mail.headers().find("list-id") != nullptr)
    return {};
  const mail::Address& from = mail.from.front();
  const mail::Address& reply = mail.reply_to.front();
  const auto& services = material.knowledge.mail_services;
  if (!services.is_free_mail(reply.domain) || services.is_free_mail(from.domain)) return {};
  if (material.recipient.is_own_domain(from.domain) || from.domain == reply.domain) return {};
  return {{"identity.reply-to-free-mail",
           Family::identity,
           Kind::anomaly,
           {{"address", from.spec()}, {"reply", reply.spec()}},
           {{mail.span_of("reply-to"), reply.spec()}}}};
}

}  // namespace fuwake::evidence
