// The mail speaks of the reader's account, money, parcel or prize as an organisation would, from an address that no
// organisation has: none at all, one at free hosting, one that a program made up. Or such an address and a link to a
// place that hides its owner, so that nobody stands behind either; where there is no address, any stranger's link.
// Programs at free hosting do send their own users log-in mails (Firebase), and link to their own pages there; and a
// disk station or printer at home writes from "nas@diskstation" that its storage is full.
#include <string>

#include "evidence/check.h"
#include "facts/claim.h"
#include "facts/sender.h"
#include "facts/sender_address.h"
#include "knowledge/public_suffixes.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_hidden_sender{
    .id = "identity.hidden-sender",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"address", ArgumentType::address},
                  {"given", ArgumentType::choice},
                  {"phrase", ArgumentType::quotation},
                  {"domain", ArgumentType::domain},
                  {"known", ArgumentType::choice}},
    .technique = "throwaway-sender",
};

bool is_of_free_hosting(const Facts& facts, const links::Link& link) {
  const auto kind = facts.knowledge.link_hosts.find(link.host());
  return kind == knowledge::LinkHostKind::free_hosting || kind == knowledge::LinkHostKind::storage;
}

Findings find(const Facts& facts) {
  const mail::Mail& mail = facts.mail;
  // Servers report under made-up mailboxes ("MicrosoftExchange329e71ec…@tenant.example"), or under none.
  if (mail.from.empty() || facts.route.mailing_list || facts::is_plain_report(facts)) return {};
  const mail::Address& from = mail.from.front();
  const bool device = from.domain.find('.') == std::string::npos && !from.local_part.empty() &&
                      from.local_part.find(' ') == std::string::npos;
  if (device) return {};
  const bool no_address = is_no_address(facts, from);
  const bool hosted = !no_address && is_at_free_hosting(facts, from);
  const bool made_up = is_made_up_domain(facts, knowledge::registrable_domain(from.domain)) ||
                       (is_made_up_mailbox(facts, from) && !facts.knowledge.mail_services.is_free_mail(from.domain));
  if (!no_address && !hosted && !made_up) return {};

  const auto finding = [&](const char* known, const char* argument, const std::string& value) {
    const std::string address = from.display_name + " <" + from.spec() + ">";
    return Findings{
        {identity_hidden_sender,
         {{"address", from.spec()}, {"given", from.spec().empty() ? "no" : "yes"}, {argument, value}, {"known", known}},
         {{mail.span_of("from"), address}}}};
  };
  const facts::ToldLures& told = facts.told;
  // What only programs have needs no organisation's words: an offer is enough.
  if (is_programs_mailbox(facts, from) && !facts.knowledge.mail_services.is_free_mail(from.domain))
    for (const knowledge::LureFound& lure : told.lures)
      if (!lure.is_in(knowledge::LureGroup::tone))
        return finding(lure.is_in(knowledge::LureGroup::offer) ? "offer" : "phrase", "phrase", told.quote(lure));
  const bool own_users_log_in = hosted && told.has(knowledge::LureGroup::log_in);
  if (const knowledge::LureFound* lure = told.first_of(knowledge::LureGroup::organisation);
      lure != nullptr && !own_users_log_in)
    return finding("phrase", "phrase", told.quote(*lure));
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web() || is_tracked(facts, link) || (hosted && is_of_free_hosting(facts, link))) continue;
    const bool strangers = no_address && facts.knowledge.brands.owner_of(link.host()) == nullptr &&
                           !facts.recipient.is_own_domain(link.registrable_domain);
    if (strangers || hides_its_owner(facts, link)) return finding("domain", "domain", place_of(facts, link));
  }
  return {};
}

}  // namespace

extern const Check check_hidden_sender = {{&identity_hidden_sender}, find};

}  // namespace fuwake::evidence
