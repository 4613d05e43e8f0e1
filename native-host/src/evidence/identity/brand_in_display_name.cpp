// "eKagoya ISP" <mori@office.example>: the name claims a brand, the address is somebody else's.
#include <algorithm>

#include "evidence/check.h"
#include "facts/claim.h"
#include "facts/demand.h"
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
    .arguments = {{"brand", ArgumentType::brand},
                  {"name", ArgumentType::name},
                  {"domain", ArgumentType::domain},
                  {"whose", ArgumentType::choice}},
    .technique = "brand-impersonation",
};

constexpr FindingType identity_name_of_brand{
    .id = "identity.name-of-brand",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"brand", ArgumentType::brand}, {"name", ArgumentType::name}, {"address", ArgumentType::address}},
    .technique = "brand-impersonation",
};

constexpr FindingType identity_name_unlike_domain{
    .id = "identity.name-unlike-domain",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::name}, {"domain", ArgumentType::domain}},
    .technique = "brand-impersonation",
};

// A brand's own newsletter through a service that we do not know: every link goes to the brand, or to the
// service. Copies lead elsewhere, or nowhere, or have their answers ("Report the user") sent to a stranger's mailbox.
bool leads_to_brand_alone(const Facts& facts, const knowledge::Brand& brand) {
  const auto is_anothers = [&](const std::string& domain) {
    return domain != facts.mail.from.front().domain && facts.knowledge.brands.owner_of(domain) != &brand;
  };
  const mail::Address* reply = free_mail_for_answers(facts);
  if (reply != nullptr && is_anothers(reply->domain)) return false;
  bool leads_there = false;
  for (const links::Link& link : facts.links.all) {
    if (link.destination && link.destination->scheme == "mailto")
      if (const auto at = link.destination->path.rfind('@');
          at != std::string::npos && is_anothers(text::to_lower(link.destination->path.substr(at + 1))))
        return false;
    if (!link.is_web()) continue;
    const bool there = facts.knowledge.brands.owner_of(link.host()) == &brand;
    // Beside a demand the sender's own domain is where it leads, and the brand's a decoy.
    const bool own = is_senders_own(facts, link.host()) && !facts::demands(facts);
    if (!there && !own && !is_tracked(facts, link)) return false;
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

// "hsbc.com.hk", "santander.pt": the brand's very name, confirmed, under a country's suffix or one of the three that
// firms take. Brands have branches that no table knows; phishing domains add words, or are "brand.top".
bool is_branch_by_name(const Facts& facts, const knowledge::Brand& brand) {
  const mail::Address& from = facts.sender();
  if (!facts.authentication || !facts.authentication->authenticates(from.domain)) return false;
  const std::string domain = knowledge::registrable_domain(from.domain);
  const auto labels = text::split(domain, '.');
  const std::string_view suffix = labels.back();
  if (suffix.size() != 2 && suffix != "com" && suffix != "net" && suffix != "org") return false;
  if (facts.knowledge.link_hosts.find(domain) == knowledge::LinkHostKind::cheap_suffix) return false;
  const auto is_first = [&](const std::string& name) { return text::split(name, '.').front() == labels.front(); };
  // "free mobile" is free-mobile.fr and freemobile.fr.
  const auto in_one_word = [](std::string name) {
    std::erase_if(name, [](char c) { return c == ' ' || c == '-'; });
    return name;
  };
  const std::string label = in_one_word(std::string(labels.front()));
  return std::any_of(brand.domains.begin(), brand.domains.end(), is_first) ||
         std::any_of(brand.known_as.begin(), brand.known_as.end(),
                     [&](const std::string& name) { return in_one_word(name) == label; });
}

// A name alone is no deception: families, clubs and firms bear brands' names. It is one beside a second sign.
const FindingType& type_for(const Facts& facts, const knowledge::Brand& brand) {
  const bool free_mail = facts.knowledge.mail_services.is_free_mail(facts.sender().domain);
  if (!free_mail && leads_to_brand_alone(facts, brand)) return identity_brand_through_another;
  if (!free_mail && is_branch_by_name(facts, brand)) return identity_same_name;
  if (facts::has_second_sign(facts)) return identity_brand_in_name;
  return !free_mail && is_named_so_itself(facts, brand) ? identity_same_name : identity_name_of_brand;
}

// A school of that name has a domain of that name; "Commerzbank" <info@kd-center.example> has not. Of names without
// Latin letters nothing is known.
bool is_unlike_its_domain(const Facts& facts) {
  const std::string domain = knowledge::registrable_domain(facts.sender().domain);
  const std::string label = domain.substr(0, domain.find('.'));
  constexpr std::size_t shortest_word = 3;
  std::string word, initials;
  bool latin = false;
  for (const char c : text::to_lower(facts.sender().display_name) + " ") {
    if (text::is_alphanumeric(c)) {
      word += c;
      continue;
    }
    if (word.size() >= shortest_word && label.find(word) != std::string::npos) return false;
    latin |= word.size() >= shortest_word;
    if (!word.empty()) initials += word.front();
    word.clear();
  }
  const bool abbreviated = initials.size() >= 2 && label.find(initials) != std::string::npos;
  return latin && !abbreviated;
}

// "firm.atlassian.net": the brand's, and not its own words.
bool is_of_customer(const knowledge::Brand& brand, const std::string& domain) {
  return std::any_of(brand.customers_below.begin(), brand.customers_below.end(),
                     [&](const std::string& below) { return knowledge::is_within(domain, below); });
}

Findings find(const Facts& facts) {
  if (facts.claimed == nullptr || facts::is_plain_report(facts)) return {};
  const mail::Address& from = facts.sender();
  const FindingType& type = type_for(facts, *facts.claimed);
  const bool named_otherwise = &type == &identity_name_of_brand && is_unlike_its_domain(facts) &&
                               !facts.knowledge.mail_services.is_free_mail(from.domain) &&
                               std::any_of(facts.links.all.begin(), facts.links.all.end(),
                                           [](const links::Link& link) { return link.is_web(); });
  Findings findings = {
      {type,
       declared_of(type, {{"brand", facts.claimed->id},
                          {"name", from.display_name},
                          {"address", from.spec()},
                          {"domain", from.domain},
                          {"whose", is_of_customer(*facts.claimed, from.domain) ? "customer" : "other"}}),
       {{facts.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}}};
  if (named_otherwise)
    findings.push_back({identity_name_unlike_domain,
                        {{"name", from.display_name}, {"domain", from.domain}},
                        {{facts.mail.span_of("from"), from.spec()}}});
  return findings;
}

}  // namespace

extern const Check check_brand_in_display_name = {
    {&identity_brand_in_name, &identity_brand_through_another, &identity_same_name, &identity_name_of_brand,
     &identity_name_unlike_domain},
    find};

}  // namespace fuwake::evidence
