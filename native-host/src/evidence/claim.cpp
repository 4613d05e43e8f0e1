#include "evidence/claim.h"

#include <algorithm>

namespace fuwake::evidence {

const knowledge::Brand* falsely_claimed_brand(const Material& material) {
  if (material.mail.from.empty()) return nullptr;
  const mail::Address& from = material.mail.from.front();
  const auto named = material.knowledge.brands.named_in(from.display_name);
  if (named.empty()) return nullptr;
  // "Google Support" <somebody@gmail.com>: everybody's domain is not the brand's.
  const bool everybodys = material.knowledge.mail_services.is_free_mail(from.domain);
  const knowledge::Brand* owner =
      everybodys ? nullptr : material.knowledge.brands.owner_of(from.domain);
  const bool right = owner != nullptr &&
                     std::find(named.begin(), named.end(), owner) != named.end();
  return right ? nullptr : named.front();
}

}  // namespace fuwake::evidence
