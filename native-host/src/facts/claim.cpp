#include "facts/claim.h"

#include <algorithm>

#include "text/folding.h"

namespace fuwake::facts {
namespace {

// "Widgets 楽天市場店", "Toyota dealer Smith": a shop in the brand's mall or a seller of its goods names
// the brand without claiming to be it.
bool is_a_shop_of(const std::string& folded_name) {
  for (const std::string_view word : {"代理店", "販売店", "特約店", " dealer", " reseller"})
    if (folded_name.find(word) != std::string::npos) return true;
  return folded_name.ends_with("店");
}

std::string name_of(const std::string& domain) {
  return domain.substr(0, domain.find('.'));
}

bool shares_a_name(const knowledge::Brand& a, const knowledge::Brand& b) {
  return std::any_of(a.domains.begin(), a.domains.end(), [&b](const std::string& domain) {
    return std::any_of(b.domains.begin(), b.domains.end(),
                       [&](const std::string& other) { return name_of(domain) == name_of(other); });
  });
}

// "Virgin Media" <info@virginmedia.com>, confirmed: customers have mailboxes there, but not that one.
bool is_providers_own(const Facts& facts, const mail::Address& from) {
  return knowledge::is_role_mailbox(from.local_part) && facts.authentication &&
         facts.authentication->authenticates(from.domain);
}

}  // namespace

const knowledge::Brand* falsely_claimed_brand(const Facts& facts) {
  const mail::Address& from = facts.sender();
  const auto named = facts.knowledge.brands.named_in(from.display_name);
  if (named.empty() || is_a_shop_of(text::fold(from.display_name))) return nullptr;
  // "Google Support" <somebody@gmail.com>: everybody's domain is not the brand's.
  const bool everybodys = facts.knowledge.mail_services.is_free_mail(from.domain) && !is_providers_own(facts, from);
  const knowledge::Brand* owner = everybodys ? nullptr : facts.knowledge.brands.owner_of(from.domain);
  // Firms of one name in several countries are brands of their own here (yahoo.com, yahoo.co.jp).
  const bool right =
      owner != nullptr && std::any_of(named.begin(), named.end(), [owner, &facts](const knowledge::Brand* brand) {
        return facts.knowledge.brands.answers_for(*owner, *brand) || shares_a_name(*brand, *owner);
      });
  return right ? nullptr : named.front();
}

}  // namespace fuwake::facts
