// A link that stands where filters do not look: in a QR code, which also moves the reader to his telephone, or
// only in an attachment. Tickets and bills carry codes, brochures links; so each is no more than unusual.
#include "evidence/checks.h"
#include "evidence/links/about_link.h"
#include "facts/sender.h"

namespace fuwake::evidence {

Findings check_link_place(const Facts& facts) {
  Findings findings;
  const links::Link* in_text = nullptr;
  const links::Link* in_code = nullptr;
  const links::Link* in_pdf = nullptr;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web()) continue;
    const links::Link** place = link.raw.kind == page::ReferenceKind::qr_code ? &in_code
                                : link.raw.kind == page::ReferenceKind::pdf   ? &in_pdf
                                                                              : &in_text;
    if (*place == nullptr) *place = &link;
  }
  if (in_code != nullptr && !is_senders_own(facts, in_code->host()))
    findings.push_back(about_link("link.in-code", Kind::anomaly, *in_code));
  if (in_text == nullptr && in_pdf != nullptr && !is_senders_own(facts, in_pdf->host()))
    findings.push_back(about_link("link.only-in-attachment", Kind::anomaly, *in_pdf));
  return findings;
}

}  // namespace fuwake::evidence
