// "eKagoya ISP" <mori@office.example>: the name claims a brand, the address is somebody else's.
#include "evidence/checks.h"
#include "evidence/claim.h"

namespace fuwake::evidence {

Findings check_brand_in_display_name(const Material& material) {
  const knowledge::Brand* brand = falsely_claimed_brand(material);
  if (brand == nullptr) return {};
  const mail::Address& from = material.mail.from.front();
  return {{"identity.brand-in-name",
           Family::identity,
           Kind::deception,
           {{"brand", brand->id},
            {"name", from.display_name},
            {"address", from.spec()},
            {"domain", from.domain}},
           {{material.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}}};
}

}  // namespace fuwake::evidence
