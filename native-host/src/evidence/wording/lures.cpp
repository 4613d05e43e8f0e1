// The phrases that lures are made of, one finding a lure; and how many lures there are at once, for a mail that
// tells of a prize, a deadline and a parcel sells none of them. The phrases are data.
#include "evidence/checks.h"

namespace fuwake::evidence {
namespace {

Finding finding(const Facts& facts, const std::string& id, const std::string& quote) {
  const mail::Mail& mail = facts.mail;
  const mail::Span span = mail.bodies.empty() ? mail.span_of("subject") : mail.parts[mail.bodies.front().part].body;
  return {id, Family::wording, Kind::anomaly, {{"phrase", quote}}, {{span, quote}}};
}

}  // namespace

Findings check_lures(const Facts& facts) {
  const facts::ToldLures& told = facts.told;
  Findings findings;
  std::string in_subject;
  for (const knowledge::LureFound& lure : told.lures) {
    findings.push_back(finding(facts, "wording." + lure.lure, told.quote(lure)));
    for (const knowledge::PhraseFound& found : lure.phrases)
      if (in_subject.empty() && !found.phrase->hint && found.offset + found.length <= told.subject)
        in_subject = told.text.substr(found.offset, found.length);
  }
  if (!in_subject.empty()) findings.push_back(finding(facts, "wording.lure-in-subject", in_subject));
  constexpr std::size_t several = 3, many = 5;
  if (told.lures.size() >= several)
    findings.push_back(finding(facts, told.lures.size() >= many ? "wording.many-lures" : "wording.several-lures",
                               std::to_string(told.lures.size())));
  return findings;
}

}  // namespace fuwake::evidence
