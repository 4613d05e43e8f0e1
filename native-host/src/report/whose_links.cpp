#include "report/whose_links.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "knowledge/public_suffixes.h"
#include "links/shown_host.h"
#include "links/url_host.h"
#include "report/printable.h"

namespace fuwake::report {
namespace {

using evidence::ArgumentType;
using evidence::Finding;
using evidence::Kind;
using nlohmann::json;

bool is_in(const std::vector<std::string>& all, const std::string& value) {
  return std::find(all.begin(), all.end(), value) != all.end();
}

// Below its other names may stand what customers or anybody else laid there: "shop.sakura.ne.jp",
// "docs.google.com/forms".
bool is_front_page(const knowledge::Brand& brand, const std::string& host) {
  return is_in(brand.domains, host) || (host.starts_with("www.") && is_in(brand.domains, host.substr(4)));
}

// The first value of this type among a finding's arguments; nullptr where there is none.
const std::string* argument_of(const Finding& finding, ArgumentType type) {
  for (const evidence::Argument& argument : finding.type.get().arguments) {
    const auto found = finding.arguments.find(argument.name);
    if (argument.type == type && found != finding.arguments.end()) return &found->second;
  }
  return nullptr;
}

}  // namespace

WhoseLinks::WhoseLinks(const dissection::Dissection& dissection, std::string language)
    : facts_(dissection.facts), language_(std::move(language)) {
  if (facts_.claimed != nullptr) forged_.push_back(facts_.claimed);
  for (const Finding& finding : dissection.findings) {
    if (finding.kind() != Kind::deception) continue;
    if (const knowledge::Brand* brand = brand_in(finding); brand != nullptr) forged_.push_back(brand);
    for (const Finding& other : finding.others)
      if (const knowledge::Brand* brand = brand_in(other); brand != nullptr) forged_.push_back(brand);
  }
}

const knowledge::Brand* WhoseLinks::brand_in(const Finding& finding) const {
  if (const std::string* id = argument_of(finding, ArgumentType::brand))
    for (const knowledge::Brand& brand : facts_.knowledge.brands.all())
      if (brand.id == *id) return &brand;
  const std::string* shown = argument_of(finding, ArgumentType::foreign_domain);
  const auto host = shown == nullptr ? std::nullopt : links::domain_to_ascii(*shown);
  return host ? facts_.knowledge.brands.owner_of(*host) : nullptr;
}

const char* WhoseLinks::owner_of(const links::Link& link) const {
  if (!link.is_web()) return "other";
  // At a provider of mail for all, others have their pages as well.
  const bool shared = facts_.knowledge.mail_services.is_free_mail(link.registrable_domain);
  if (!shared && facts_.recipient.is_own_domain(link.registrable_domain)) return "reader";
  const knowledge::Brand* brand = forged_owner_of(link);
  return brand != nullptr && is_front_page(*brand, link.host()) ? "forged" : "other";
}

const knowledge::Brand* WhoseLinks::forged_owner_of(const links::Link& link) const {
  const knowledge::Brand* owner = facts_.knowledge.brands.owner_of(link.host());
  return std::find(forged_.begin(), forged_.end(), owner) != forged_.end() ? owner : nullptr;
}

json WhoseLinks::home_of(const knowledge::Brand& brand, const std::string& shown) const {
  const std::string& domain = is_in(brand.domains, shown) ? shown : brand.domains.front();
  return {{"brand", brand.names.in(language_)}, {"domain", domain}};
}

json WhoseLinks::shown_in(const Finding& deception) const {
  const std::string* shown = argument_of(deception, ArgumentType::foreign_domain);
  const auto host = shown == nullptr ? std::nullopt : links::domain_to_ascii(*shown);
  const std::string domain = host ? knowledge::registrable_domain(*host) : "";
  if (const knowledge::Brand* brand = brand_in(deception); brand != nullptr) return home_of(*brand, domain);
  if (domain.find('.') == std::string::npos) return nullptr;
  return {{"brand", nullptr}, {"domain", printable(links::shown_host(domain))}};
}

json WhoseLinks::instead_of(const links::Link& link, const std::vector<const Finding*>& findings) const {
  if (!link.is_web() || forged_owner_of(link) != nullptr) return nullptr;
  for (const Finding* finding : findings) {
    if (finding->kind() != Kind::deception) continue;
    if (json shown = shown_in(*finding); !shown.is_null()) return shown;
  }
  return facts_.claimed == nullptr ? json() : home_of(*facts_.claimed, "");
}

}  // namespace fuwake::report
