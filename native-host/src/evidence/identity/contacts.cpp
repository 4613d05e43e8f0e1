// The sender held against the user's address book. A contact's name with another address is how a
// friend's or a colleague's hacked address list is used; people have several addresses, so it is no
// deception by itself. A domain that looks like a contact's is made to be taken for it.
#include "evidence/check.h"
#include "knowledge/public_suffixes.h"
#include "links/url_host.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_lookalike_of_contact{
    .id = "identity.lookalike-of-contact",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"domain", ArgumentType::domain}, {"original", ArgumentType::foreign_domain}},
    .technique = "lookalike-domain",
};

constexpr FindingType identity_resembles_contact{
    .id = "identity.resembles-contact",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain}, {"original", ArgumentType::foreign_domain}},
    .technique = "lookalike-domain",
};

constexpr FindingType identity_known_mailbox{
    .id = "identity.known-mailbox",
    .family = Family::identity,
    .kind = Kind::reassurance,
    .arguments = {{"address", ArgumentType::address}},
};

constexpr FindingType identity_known_contact{
    .id = "identity.known-contact",
    .family = Family::identity,
    .kind = Kind::reassurance,
    .arguments = {{"address", ArgumentType::address}},
    .verifies = true,
};

constexpr FindingType identity_contact_name{
    .id = "identity.contact-name",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::name}, {"address", ArgumentType::address}, {"known", ArgumentType::address}},
    .technique = "display-name-spoofing",
};

Findings find_lookalike(const Facts& facts, const mail::Contacts& contacts) {
  const mail::Address& from = facts.mail.from.front();
  const auto ascii = links::domain_to_ascii(from.domain);
  const auto& services = facts.knowledge.mail_services;
  if (!ascii || services.find(*ascii) != nullptr || facts.knowledge.brands.owner_of(*ascii) != nullptr) return {};
  const std::string registrable = knowledge::registrable_domain(*ascii);
  if (contacts.knows_domain(registrable) || facts.recipient.is_own_domain(registrable)) return {};
  const auto match = contacts.lookalikes().find(links::domain_to_unicode(registrable));
  if (!match || services.is_free_mail(match->lookalike.original)) return {};
  // Small firms have honest neighbours one letter away. It deceives where it cannot be told apart by
  // eye, or goes with the name of the contact that it imitates.
  const mail::Contact* contact = contacts.named(from.display_name);
  const bool deceives = match->lookalike.resemblance == knowledge::Resemblance::homograph || contact != nullptr;
  return {{deceives ? identity_lookalike_of_contact : identity_resembles_contact,
           {{"domain", links::domain_to_unicode(registrable)}, {"original", match->lookalike.original}},
           {{facts.mail.span_of("from"), from.spec()}}}};
}

Findings find(const Facts& facts) {
  const mail::Contacts* contacts = facts.recipient.contacts.get();
  if (contacts == nullptr || facts.mail.from.empty()) return {};
  const mail::Address& from = facts.mail.from.front();
  const std::string address = text::to_lower(from.spec());
  if (contacts->knows_address(address)) {
    // Anybody can write a friend's address; only an authenticated one is the friend's.
    const auto& results = facts.authentication;
    if (!results || !results->authenticates(from.domain)) return {};
    // An account at free mail may be somebody else's by now: that it was used is all that is known.
    const bool everybodys = facts.knowledge.mail_services.is_free_mail(from.domain);
    return {{everybodys ? identity_known_mailbox : identity_known_contact,
             {{"address", from.spec()}},
             {{facts.mail.span_of("from"), from.spec()}}}};
  }
  Findings findings = find_lookalike(facts, *contacts);
  const mail::Contact* contact = contacts->named(from.display_name);
  // On a list the poster's name stands with the list's address.
  if (contact != nullptr && !contact->addresses.empty() && !facts.route.mailing_list)
    findings.push_back({identity_contact_name,
                        {{"name", from.display_name}, {"address", from.spec()}, {"known", contact->addresses.front()}},
                        {{facts.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}});
  return findings;
}

}  // namespace

extern const Check check_contacts = {{&identity_lookalike_of_contact, &identity_resembles_contact,
                                      &identity_known_mailbox, &identity_known_contact, &identity_contact_name},
                                     find};

}  // namespace fuwake::evidence
