// "I sent this from your own account": a mail from the reader's own address that came from outside and threatens
// or demands. Scanners, contact forms and services write in one's name too; they threaten nobody.
#include "evidence/checks.h"
#include "evidence/trusted_authentication.h"
#include "mail/charsets.h"

namespace fuwake::evidence {

Findings check_poses_as_reader(const Material& material) {
  const route::Hop* hop = material.route.from_outside();
  if (material.mail.from.empty() || hop == nullptr || material.route.mailing_list) return {};
  const mail::Address& from = material.mail.from.front();
  if (!material.recipient.is_own_address(mail::to_lower_ascii(from.spec()))) return {};
  const auto results = trusted_authentication(material);
  if (results && results->authenticates(from.domain)) return {};
  const ToldLures& told = material.told;
  if (!told.has("extortion") && !told.has("own-account")) return {};
  return {{"identity.poses-as-you",
           Family::identity,
           Kind::deception,
           {{"address", from.spec()}, {"host", hop->sender()}},
           {{material.mail.span_of("from"), from.spec()}, {hop->span, hop->sender()}}}};
}

}  // namespace fuwake::evidence
