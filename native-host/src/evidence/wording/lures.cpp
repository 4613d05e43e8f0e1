// The phrases that lures are made of, one finding a lure; and how many lures there are at once, for a mail that
// tells of a prize, a deadline and a parcel sells none of them. The phrases are data.
#include "evidence/check.h"
#include "facts/claim.h"
#include "facts/quoted_lures.h"

namespace fuwake::evidence {
namespace {

std::vector<std::string> lures(const knowledge::Knowledge& knowledge) {
  return knowledge.wording.lures();
}

constexpr FindingType wording_lure{
    .id = "wording.",
    .family = Family::wording,
    .kind = Kind::anomaly,
    .arguments = {{"phrase", ArgumentType::quotation}},
    .technique = "pretext",
    .variants = lures,
};

constexpr FindingType wording_lure_in_subject{
    .id = "wording.lure-in-subject",
    .family = Family::wording,
    .kind = Kind::anomaly,
    .arguments = {{"phrase", ArgumentType::quotation}},
    .technique = "pretext",
};

constexpr FindingType wording_many_lures{
    .id = "wording.many-lures",
    .family = Family::wording,
    .kind = Kind::anomaly,
    .arguments = {{"count", ArgumentType::number}},
    .technique = "pretext",
};

constexpr FindingType wording_several_lures{
    .id = "wording.several-lures",
    .family = Family::wording,
    .kind = Kind::anomaly,
    .arguments = {{"count", ArgumentType::number}},
    .technique = "pretext",
};

constexpr FindingType wording_warns{
    .id = "wording.warns",
    .family = Family::wording,
    .kind = Kind::note,
    .arguments = {{"phrase", ArgumentType::quotation}},
};

constexpr FindingType wording_passes_on{
    .id = "wording.passes-on",
    .family = Family::wording,
    .kind = Kind::note,
    .arguments = {{"phrase", ArgumentType::quotation}},
    .quotes = true,
};

Finding finding(const Facts& facts, const FindingType& type, const std::string& quote) {
  const mail::Mail& mail = facts.mail;
  const mail::Span span = mail.span_of_words();
  return {type, declared_of(type, {{"phrase", quote}, {"count", quote}}), {{span, quote}}};
}

// A colleague's "your mailbox moves on Friday", a bank's talk of blocked cards: with nothing to click, open, dial or
// scan it catches nobody. What asks for an answer (a code, a transfer, a favour) is another group's.
bool is_of_organisation_alone(const knowledge::LureFound& lure) {
  using knowledge::LureGroup;
  return lure.is_in(LureGroup::organisation) && !lure.is_in(LureGroup::demand) && !lure.is_in(LureGroup::errand) &&
         !lure.is_in(LureGroup::blackmail) && !lure.is_in(LureGroup::advance_fee);
}

Findings find(const Facts& facts) {
  // A bank's warning quotes the swindlers, and a bounce the mail that it returns.
  if (facts::speaks_for_itself(facts) || facts::is_plain_report(facts)) return {};
  const facts::ToldLures& told = facts.told;
  if (facts::warns_of_lures(facts)) return {finding(facts, wording_warns, told.quote(*told.warning))};
  const bool no_hook = !told.lures.empty() && facts::has_no_hook(facts);
  Findings findings;
  if (facts::passes_on_for_opinion(facts))
    findings.push_back(finding(facts, wording_passes_on, told.quote(*told.warning)));
  const std::size_t notes = findings.size();
  std::string in_subject;
  for (const knowledge::LureFound& lure : told.lures) {
    if (no_hook && is_of_organisation_alone(lure)) continue;
    findings.push_back(finding(facts, wording_lure, told.quote(lure)));
    findings.back().variant = lure.lure;
    for (const knowledge::PhraseFound& found : lure.phrases)
      if (in_subject.empty() && !found.phrase->hint && found.offset + found.length <= told.subject)
        in_subject = told.text.substr(found.offset, found.length);
  }
  if (!in_subject.empty()) findings.push_back(finding(facts, wording_lure_in_subject, in_subject));
  constexpr std::size_t several = 3, many = 5;
  if (const std::size_t stated = findings.size() - notes - (in_subject.empty() ? 0 : 1); stated >= several)
    findings.push_back(
        finding(facts, stated >= many ? wording_many_lures : wording_several_lures, std::to_string(stated)));
  return findings;
}

}  // namespace

extern const Check check_lures = {{&wording_lure, &wording_lure_in_subject, &wording_many_lures, &wording_several_lures,
                                   &wording_warns, &wording_passes_on},
                                  find};

}  // namespace fuwake::evidence
