// Two From fields: mail programs and servers read different ones, so that one is checked and the other
// is shown (espoofer). Several addresses in one field are allowed, with a Sender (RFC 5322, 3.6.2),
// and rare.
#include "evidence/checks.h"

namespace fuwake::evidence {

Findings check_several_senders(const Material& material) {
  const auto fields = material.mail.headers().all("from");
  if (fields.size() > 1) {
    std::vector<Evidence> evidence;
    for (const mail::HeaderField* field : fields)
      if (evidence.size() < 5)
        evidence.push_back({field->span, std::string(mail::trim_blanks(field->value).substr(0, 200))});
    return {{"identity.several-from-fields", Family::identity, Kind::deception, {}, evidence}};
  }
  if (material.mail.from.size() > 1 && material.mail.sender.empty())
    return {{"identity.several-from-addresses",
             Family::identity,
             Kind::anomaly,
             {{"address", material.mail.from[0].spec()}, {"other", material.mail.from[1].spec()}},
             {{material.mail.span_of("from"), material.mail.from[1].spec()}}}};
  return {};
}

}  // namespace fuwake::evidence
