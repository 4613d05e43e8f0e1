// The subject speaks in a brand's name of the reader's account, parcel or prize ("Ihr Lidl Gutschein wartet"), and
// neither the sender nor one of the links is the brand's, nor even the sender's own. Papers write about brands, shops
// sell their goods, firms give their vouchers away: their links lead to themselves.
#include <algorithm>

#include "evidence/check.h"
#include "facts/sender.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_brand_in_subject{
    .id = "identity.brand-in-subject",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"brand", ArgumentType::brand}, {"address", ArgumentType::address}, {"domain", ArgumentType::domain}},
    .technique = "brand-impersonation",
};

Findings find(const Facts& facts) {
  const mail::Mail& mail = facts.mail;
  const auto& brands = facts.knowledge.brands;
  if (mail.from.empty() || facts.route.mailing_list) return {};
  const auto named = brands.named_in(mail.subject);
  if (named.empty()) return {};
  const auto is_of_named = [&](const std::string& host) {
    const knowledge::Brand* owner = brands.owner_of(host);
    return owner != nullptr && std::find(named.begin(), named.end(), owner) != named.end();
  };
  const std::string& from = mail.from.front().domain;
  if (is_of_named(from) && !facts.knowledge.mail_services.is_free_mail(from)) return {};
  const links::Link* elsewhere = nullptr;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web()) continue;
    if (is_of_named(link.host()) || is_senders_own(facts, link.host()) || is_tracked(facts, link)) return {};
    if (elsewhere == nullptr) elsewhere = &link;
  }
  if (elsewhere == nullptr || facts.told.of_organisation() == nullptr) return {};
  return {
      {identity_brand_in_subject,
       {{"brand", named.front()->id}, {"address", mail.from.front().spec()}, {"domain", elsewhere->registrable_domain}},
       {{mail.span_of("subject"), mail.subject.substr(0, 200)}, {elsewhere->span, links::defang(*elsewhere).whole()}}}};
}

}  // namespace

extern const Check check_brand_in_subject = {{&identity_brand_in_subject}, find};

}  // namespace fuwake::evidence
