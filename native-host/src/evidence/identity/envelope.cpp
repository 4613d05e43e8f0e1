// Where the mail's other sender fields lead: the envelope sender (RFC 5321, 4.4: Return-Path), Sender,
// and the Message-ID's domain. Services that send for others, lists and forwarders put themselves there,
// so these are facts for the reader, nothing to be weighed.
#include "evidence/check.h"
#include "knowledge/public_suffixes.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_return_path_elsewhere{
    .id = "identity.return-path-elsewhere",
    .family = Family::identity,
    .kind = Kind::note,
    .arguments = {{"domain", ArgumentType::foreign_domain},
                  {"service", ArgumentType::service},
                  {"known", ArgumentType::choice}},
};

constexpr FindingType identity_sender_elsewhere{
    .id = "identity.sender-elsewhere",
    .family = Family::identity,
    .kind = Kind::note,
    .arguments = {{"address", ArgumentType::address}, {"from", ArgumentType::address}},
};

constexpr FindingType identity_message_id_elsewhere{
    .id = "identity.message-id-elsewhere",
    .family = Family::identity,
    .kind = Kind::note,
    .arguments = {{"domain", ArgumentType::foreign_domain}},
};

using knowledge::registrable_domain;

Finding note(const FindingType& type, const mail::Span& span, const std::string& quote, Arguments arguments) {
  return {type, std::move(arguments), {{span, quote}}};
}

Findings find(const Facts& facts) {
  const mail::Mail& mail = facts.mail;
  if (mail.from.empty()) return {};
  const std::string own = registrable_domain(mail.from.front().domain);
  Findings findings;
  const std::string path_domain = text::domain_of(mail.return_path);
  if (!path_domain.empty() && registrable_domain(path_domain) != own && !facts.route.forwarding) {
    const auto* service = facts.knowledge.mail_services.bulk_sender(path_domain, 0);
    findings.push_back(note(identity_return_path_elsewhere, mail.span_of("return-path"), mail.return_path,
                            {{"domain", registrable_domain(path_domain)},
                             {"service", service != nullptr ? service->id : ""},
                             {"known", service != nullptr ? "service" : "none"}}));
  }
  if (!mail.sender.empty() && !mail.sender.front().domain.empty() &&
      registrable_domain(mail.sender.front().domain) != own)
    findings.push_back(note(identity_sender_elsewhere, mail.span_of("sender"), mail.sender.front().spec(),
                            {{"address", mail.sender.front().spec()}, {"from", mail.from.front().spec()}}));
  const std::string made_at = text::domain_of(mail.message_id);
  const route::Hop* hop = facts.route.handed_over();
  const bool of_somebody_else = made_at.find('.') != std::string::npos && knowledge::has_known_suffix(made_at) &&
                                registrable_domain(made_at) != own &&
                                registrable_domain(made_at) != registrable_domain(path_domain) &&
                                (hop == nullptr || registrable_domain(made_at) != registrable_domain(hop->sender()));
  if (of_somebody_else)
    findings.push_back(note(identity_message_id_elsewhere, mail.span_of("message-id"), mail.message_id,
                            {{"domain", registrable_domain(made_at)}}));
  return findings;
}

}  // namespace

extern const Check check_envelope = {
    {&identity_return_path_elsewhere, &identity_sender_elsewhere, &identity_message_id_elsewhere}, find};

}  // namespace fuwake::evidence
