// A link that stands where filters do not look: in a QR code, which also moves the reader to his telephone, or
// only in an attachment. Tickets and bills carry codes, brochures links; so each is no more than unusual.
#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "facts/sender.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType link_in_code{
    .id = "link.in-code",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain}},
    .technique = "qr-code",
};

constexpr FindingType link_only_in_attachment{
    .id = "link.only-in-attachment",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain}},
    .technique = "link-in-attachment",
};

Findings find(const Facts& facts) {
  Findings findings;
  const links::Link* in_text = nullptr;
  const links::Link* in_code = nullptr;
  const links::Link* in_document = nullptr;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web()) continue;
    const bool inside = link.raw.kind == page::ReferenceKind::pdf || link.raw.kind == page::ReferenceKind::document;
    const links::Link** place = link.raw.kind == page::ReferenceKind::qr_code ? &in_code
                                : inside                                      ? &in_document
                                                                              : &in_text;
    if (*place == nullptr) *place = &link;
  }
  if (in_code != nullptr && !is_senders_own(facts, in_code->host()))
    findings.push_back(about_link(link_in_code, *in_code));
  if (in_text == nullptr && in_document != nullptr && !is_senders_own(facts, in_document->host()))
    findings.push_back(about_link(link_only_in_attachment, *in_document));
  return findings;
}

}  // namespace

extern const Check check_link_place = {{&link_in_code, &link_only_in_attachment}, find};

}  // namespace fuwake::evidence
