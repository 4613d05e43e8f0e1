// Where answers go. To a domain made to look like the sender's: the reader believes that he answers his
// boss. To somebody's free mailbox, while the sender poses as an organisation: one's own contact form,
// lists and people who write from several accounts do so too, and a known platform (tickets, surveys) that was
// authenticated passes answers on to its customers. To elsewhere: a fact.
#include "evidence/check.h"
#include "evidence/identity/types.h"
#include "knowledge/lookalikes.h"
#include "knowledge/public_suffixes.h"
#include "links/url_host.h"

namespace fuwake::evidence {
constexpr FindingType identity_reply_to_free_mail{
    .id = "identity.reply-to-free-mail",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"address", ArgumentType::address}, {"reply", ArgumentType::address}},
    .technique = "reply-elsewhere",
};

namespace {

constexpr FindingType identity_reply_to_lookalike{
    .id = "identity.reply-to-lookalike",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"address", ArgumentType::address}, {"reply", ArgumentType::address}},
    .technique = "reply-elsewhere",
};

constexpr FindingType identity_reply_to_elsewhere{
    .id = "identity.reply-to-elsewhere",
    .family = Family::identity,
    .kind = Kind::note,
    .arguments = {{"reply", ArgumentType::address}},
};

std::string shown_domain(const std::string& domain) {
  const auto ascii = links::domain_to_ascii(domain);
  return ascii ? links::domain_to_unicode(knowledge::registrable_domain(*ascii)) : "";
}

Findings find(const Facts& facts) {
  const mail::Mail& mail = facts.mail;
  if (mail.from.empty() || mail.reply_to.empty() || mail.headers().find("list-id") != nullptr) return {};
  const mail::Address& from = mail.from.front();
  const mail::Address& reply = mail.reply_to.front();
  const auto& services = facts.knowledge.mail_services;
  const std::string from_domain = shown_domain(from.domain);
  const std::string reply_domain = shown_domain(reply.domain);
  if (from_domain.empty() || reply_domain.empty() || from_domain == reply_domain) return {};
  const auto finding = [&](const FindingType& type) {
    return Finding{type,
                   declared_of(type, {{"address", from.spec()}, {"reply", reply.spec()}}),
                   {{mail.span_of("reply-to"), reply.spec()}}};
  };
  // A firm's own second domain: the same organisation is no look-alike.
  const auto& brands = facts.knowledge.brands;
  const bool one_brand =
      brands.owner_of(from.domain) != nullptr && brands.owner_of(from.domain) == brands.owner_of(reply.domain);
  const auto lookalike = knowledge::resembles(reply_domain, from_domain);
  if (lookalike && lookalike->resemblance != knowledge::Resemblance::added_word && !one_brand &&
      !services.is_free_mail(from.domain) && !services.is_free_mail(reply.domain))
    return {finding(identity_reply_to_lookalike)};
  const auto& authentication = facts.authentication;
  const bool platform =
      brands.owner_of(from.domain) != nullptr && authentication && authentication->authenticates(from.domain);
  if (services.is_free_mail(reply.domain) && !services.is_free_mail(from.domain) && !platform &&
      !facts.recipient.is_own_domain(from.domain))
    return {finding(identity_reply_to_free_mail)};
  return {finding(identity_reply_to_elsewhere)};
}

}  // namespace

extern const Check check_reply_to = {
    {&identity_reply_to_lookalike, &identity_reply_to_free_mail, &identity_reply_to_elsewhere}, find};

}  // namespace fuwake::evidence
