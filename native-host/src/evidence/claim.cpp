#include "evidence/claim.h"

#include <algorithm>

#include "knowledge/folding.h"

namespace fuwake::evidence {
namespace {

// "Widgets 楽天市場店", "Toyota dealer Smith": a shop in the brand's mall or a seller of its goods names
// the brand without claiming to be it.
bool is_a_shop_of(const std::string& folded_name) {
  for (const std::string_view word : {"代理店", "販売店", "特約店", " dealer", " reseller"})
    if (folded_name.find(word) != std::string::npos) return true;
  return folded_name.ends_with("店");
}

}  // namespace

const knowledge::Brand* falsely_claimed_brand(const Material& material) {
  if (material.mail.from.empty()) return nullptr;
  const mail::Address& from = material.mail.from.front();
  const auto named = material.knowledge.brands.named_in(from.display_name);
  if (named.empty() || is_a_shop_of(knowledge::fold(from.display_name))) return nullptr;
  // "Google Support" <somebody@gmail.com>: everybody's domain is not the brand's.
  const bool everybodys = material.knowledge.mail_services.is_free_mail(from.domain);
  const knowledge::Brand* owner =
      everybodys ? nullptr : material.knowledge.brands.owner_of(from.domain);
  const bool right = owner != nullptr &&
                     std::find(named.begin(), named.end(), owner) != named.end();
  return right ? nullptr : named.front();
}

}  // namespace fuwake::evidence
