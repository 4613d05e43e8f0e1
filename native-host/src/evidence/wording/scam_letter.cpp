// A stranger with money: an advance-fee letter tells its tale at length, of next of kin, released funds and charities.
// One that comes from one address and wants its answer at another, at free mail, contradicts itself. Charities and
// small firms do answer from free mailboxes, and lawyers write of estates; neither tells the whole tale. A parish that
// tells of orphans and of the sick sends its newsletter through a mailing service, which swindlers by letter have not.
#include <algorithm>

#include "evidence/check.h"
#include "evidence/identity/types.h"
#include "facts/sender.h"

namespace fuwake::evidence {
constexpr FindingType identity_scam_reply{
    .id = "identity.scam-reply",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"address", ArgumentType::address}, {"reply", ArgumentType::address}},
    .technique = "advance-fee",
};

namespace {

constexpr FindingType wording_scam_letter{
    .id = "wording.scam-letter",
    .family = Family::wording,
    .kind = Kind::anomaly,
    .arguments = {{"phrase", ArgumentType::quotation}, {"count", ArgumentType::number}},
    .technique = "advance-fee",
};

// "deceased … million … next of kin", near one another, are as many phrases of the tale as they are parts.
std::size_t told_by(const knowledge::PhraseFound& phrase) {
  constexpr std::size_t a_tale = 3;
  return phrase.parts.size() >= a_tale ? phrase.parts.size() : 1;
}

Findings find(const Facts& facts) {
  const mail::Mail& mail = facts.mail;
  if (mail.headers().find("list-id") != nullptr) return {};
  const facts::ToldLures& told = facts.told;
  std::size_t phrases = 0;
  const knowledge::LureFound* first = nullptr;
  for (const knowledge::LureFound& lure : told.lures) {
    if (!lure.is_in(knowledge::LureGroup::advance_fee)) continue;
    for (const knowledge::PhraseFound& phrase : lure.phrases) phrases += told_by(phrase);
    if (first == nullptr) first = &lure;
  }
  constexpr std::size_t not_by_chance = 3, at_length = 5;
  Findings findings;
  const mail::Address* reply = mail.from.empty() ? nullptr : free_mail_for_answers(facts);
  if (phrases >= not_by_chance && reply != nullptr)
    findings.push_back({identity_scam_reply,
                        {{"address", mail.from.front().spec()}, {"reply", reply->spec()}},
                        {{mail.span_of("reply-to"), reply->spec()}}});
  const bool newsletter = std::any_of(facts.links.all.begin(), facts.links.all.end(),
                                      [&](const links::Link& link) { return is_tracked(facts, link); });
  if (phrases >= at_length && !newsletter) {
    const std::string quote = told.quote(*first);
    findings.push_back({wording_scam_letter,
                        {{"phrase", quote}, {"count", std::to_string(phrases)}},
                        {{mail.span_of_words(), quote}}});
  }
  return findings;
}

}  // namespace

extern const Check check_scam_letter = {{&identity_scam_reply, &wording_scam_letter}, find};

}  // namespace fuwake::evidence
