// Two From fields: mail programs and servers read different ones, so that one is checked and the other
// is shown (espoofer). Several addresses in one field are allowed, with a Sender (RFC 5322, 3.6.2), and rare:
// colleagues sign a letter together. Two of different domains ("Promotions@shop.example", <service@other.example>)
// are one for the reader and one for the filter.
#include <algorithm>

#include "evidence/checks.h"
#include "knowledge/public_suffixes.h"

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
  if (material.mail.from.size() < 2 || !material.mail.sender.empty()) return {};
  const mail::Address& first = material.mail.from[0];
  const auto other = std::find_if(material.mail.from.begin() + 1, material.mail.from.end(),
                                  [&](const mail::Address& address) { return address.spec() != first.spec(); });
  if (other == material.mail.from.end()) return {};
  const mail::Address& second = *other;
  const bool strangers = !first.domain.empty() && !second.domain.empty() && !material.route.mailing_list &&
                         knowledge::registrable_domain(first.domain) != knowledge::registrable_domain(second.domain);
  return {{strangers ? "identity.several-domains" : "identity.several-from-addresses",
           Family::identity,
           strangers ? Kind::deception : Kind::anomaly,
           {{"address", first.spec()}, {"other", second.spec()}},
           {{material.mail.span_of("from"), second.spec()}}}};
}

}  // namespace fuwake::evidence
