// The reader's address, or what stands before its "@", as if it were a name: in the subject, or as a greeting.
// Services that know their customers call them by name; who has only a list of addresses cannot. Forums and small
// services greet by the user's name, which often is the address, so it weighs little. A mail server's report names the
// address that it could not reach.
#include "evidence/check.h"
#include "facts/claim.h"
#include "text/folding.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType wording_address_in_subject{
    .id = "wording.address-in-subject",
    .family = Family::wording,
    .kind = Kind::anomaly,
    .arguments = {{"address", ArgumentType::address}},
    .technique = "mass-mailing",
};

constexpr FindingType wording_address_in_text{
    .id = "wording.address-in-text",
    .family = Family::wording,
    .kind = Kind::anomaly,
    .arguments = {{"address", ArgumentType::address}},
    .technique = "mass-mailing",
};

Findings find(const Facts& facts) {
  if (facts::is_plain_report(facts)) return {};
  constexpr std::size_t searched_text = 2000;
  const std::string subject = text::fold(facts.mail.subject.substr(0, 500));
  const std::string text = text::fold(facts.page.text.substr(0, searched_text));
  Findings findings;
  for (const std::string& address : facts.recipient.addresses) {
    const bool in_subject = subject.find(address) != std::string::npos;
    if (!in_subject && text.find(address) == std::string::npos) continue;
    const FindingType& type = in_subject ? wording_address_in_subject : wording_address_in_text;
    findings.push_back({type, {{"address", address}}, {{facts.mail.span_of("subject"), address}}});
    break;
  }
  return findings;
}

}  // namespace

extern const Check check_reader_named = {{&wording_address_in_subject, &wording_address_in_text}, find};

}  // namespace fuwake::evidence
