// The sender held against the user's address book. A contact's name with another address is how a
// friend's or a colleague's hacked address list is used; people have several addresses, so it is no
// deception by itself. A domain that looks like a contact's is made to be taken for it.
#include "evidence/checks.h"
#include "knowledge/public_suffixes.h"
#include "links/url.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

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
  return {{deceives ? "identity.lookalike-of-contact" : "identity.resembles-contact",
           Family::identity,
           deceives ? Kind::deception : Kind::anomaly,
           {{"domain", links::domain_to_unicode(registrable)}, {"original", match->lookalike.original}},
           {{facts.mail.span_of("from"), from.spec()}}}};
}

}  // namespace

Findings check_contacts(const Facts& facts) {
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
    return {{everybodys ? "identity.known-mailbox" : "identity.known-contact",
             Family::identity,
             Kind::reassurance,
             {{"address", from.spec()}},
             {{facts.mail.span_of("from"), from.spec()}}}};
  }
  Findings findings = find_lookalike(facts, *contacts);
  const mail::Contact* contact = contacts->named(from.display_name);
  // On a list the poster's name stands with the list's address.
  if (contact != nullptr && !contact->addresses.empty() && !facts.route.mailing_list)
    findings.push_back({"identity.contact-name",
                        Family::identity,
                        Kind::anomaly,
                        {{"name", from.display_name}, {"address", from.spec()}, {"known", contact->addresses.front()}},
                        {{facts.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}});
  return findings;
}

}  // namespace fuwake::evidence
