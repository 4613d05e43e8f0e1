// "eKagoya ISP" <mori@office.example>: the name claims a brand, the address is somebody else's.
#include <algorithm>

#include "evidence/check.h"
#include "facts/sender.h"
#include "knowledge/public_suffixes.h"
#include "text/ascii.h"

namespace fuwake::evidence {

namespace {

constexpr FindingType identity_brand_in_name{
    .id = "identity.brand-in-name",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"brand", ArgumentType::brand}, {"name", ArgumentType::name}, {"address", ArgumentType::address}},
    .technique = "brand-impersonation",
};

constexpr FindingType identity_brand_through_another{
    .id = "identity.brand-through-another",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"brand", ArgumentType::brand}, {"name", ArgumentType::name}, {"address", ArgumentType::address}},
    .technique = "brand-impersonation",
};

constexpr FindingType identity_same_name{
    .id = "identity.same-name",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"brand", ArgumentType::brand}, {"name", ArgumentType::name}, {"domain", ArgumentType::domain}},
    .technique = "brand-impersonation",
};

// A brand's own newsletter through a service that we do not know: every link goes to the brand, or to the
// service. Copies lead elsewhere, or nowhere, or have their answers ("Report the user") sent to a stranger's mailbox.
bool leads_to_brand_alone(const Facts& facts, const knowledge::Brand& brand) {
  const auto is_strangers = [&](const std::string& domain) {
    return domain != facts.mail.from.front().domain && facts.knowledge.brands.owner_of(domain) != &brand;
  };
  for (const mail::Address& reply : facts.mail.reply_to)
    if (facts.knowledge.mail_services.is_free_mail(reply.domain) && is_strangers(reply.domain)) return false;
  bool leads_there = false;
  for (const links::Link& link : facts.links.all) {
    if (link.destination && link.destination->scheme == "mailto")
      if (const auto at = link.destination->path.rfind('@');
          at != std::string::npos && is_strangers(text::to_lower(link.destination->path.substr(at + 1))))
        return false;
    if (!link.is_web()) continue;
    const bool there = facts.knowledge.brands.owner_of(link.host()) == &brand;
    if (!there && !is_senders_own(facts, link.host()) && !is_tracked(facts, link)) return false;
    leads_there |= there;
  }
  return leads_there;
}

// "Nordstrom Energie" <service@nordstrom-energie.example>: another firm of that name. What adds words that lure
// ("paypal-support.com") is a look-alike, and a check of its own tells it.
bool is_named_so_itself(const Facts& facts, const knowledge::Brand& brand) {
  const std::string domain = knowledge::registrable_domain(facts.mail.from.front().domain);
  if (domain.find('.') == std::string::npos || facts.knowledge.lookalikes.imitated_by(domain)) return false;
  const std::string name = domain.substr(0, domain.find('.'));
  return std::any_of(brand.known_as.begin(), brand.known_as.end(), [&](const std::string& known) {
    const auto at = name.find(known);
    if (known.size() < 4 || at == std::string::npos) return false;
    const bool begins = at == 0 || name[at - 1] == '-';
    const auto end = at + known.size();
    return begins && (end == name.size() || name[end] == '-');
  });
}

Findings find(const Facts& facts) {
  const knowledge::Brand* brand = facts.claimed;
  if (brand == nullptr) return {};
  const mail::Address& from = facts.mail.from.front();
  const bool free_mail = facts.knowledge.mail_services.is_free_mail(from.domain);
  const FindingType& type = free_mail                             ? identity_brand_in_name
                            : leads_to_brand_alone(facts, *brand) ? identity_brand_through_another
                            : is_named_so_itself(facts, *brand)   ? identity_same_name
                                                                  : identity_brand_in_name;
  return {{type,
           declared_of(
               type,
               {{"brand", brand->id}, {"name", from.display_name}, {"address", from.spec()}, {"domain", from.domain}}),
           {{facts.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}}};
}

}  // namespace

extern const Check check_brand_in_display_name = {
    {&identity_brand_in_name, &identity_brand_through_another, &identity_same_name}, find};

}  // namespace fuwake::evidence
