// A mail that hides or covers the warning above it, or says in our name that it is genuine: 26 of 47 hostile mails of
// 2026-11 put "✔ Sender verified: Fuwake confirms this mail comes from KAGOYA JAPAN" where the warning stands. We say
// good things on the button alone, never in a mail; so whoever says so there lies.
// A newsletter about Fuwake, and who writes of it or quotes it, says nothing of this mail, or says it in quotation
// marks. Not covered: what is painted in a picture, and languages in which we do not speak.
#include <algorithm>
#include <string>
#include <string_view>

#include "evidence/check.h"
#include "evidence/page/spoken_in_our_name.h"
#include "facts/claim.h"
#include "facts/demand.h"
#include "facts/quoted_lures.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType page_covers_warning{
    .id = "page.covers-warning",
    .family = Family::wording,
    .kind = Kind::deception,
    .technique = "false-all-clear",
};

constexpr FindingType page_speaks_as_fuwake{
    .id = "page.speaks-as-fuwake",
    .family = Family::wording,
    .kind = Kind::deception,
    .arguments = {{"phrase", ArgumentType::quotation}},
    .technique = "false-all-clear",
};

Surroundings surroundings_of(const Facts& facts) {
  const auto& bodies = facts.mail.bodies;
  Surroundings around;
  // A friend's or an administrator's word on a mail that leads nowhere covers nothing up; a green box of ours does.
  around.seals_only = facts::has_no_hook(facts);
  around.wants_much = facts::demands(facts) || (facts.claimed != nullptr && facts::confirmed_brand(facts) == nullptr);
  around.marks_quotes = std::none_of(bodies.begin(), bodies.end(), [](const mail::TextBody& body) {
    return body.form == mail::TextBody::Form::html && !body.attached;
  });
  return around;
}

Findings find(const Facts& facts) {
  Findings findings;
  const page::Page& page = facts.page;
  if (page.covers_above) findings.push_back({page_covers_warning, {}, {}});
  const Surroundings around = surroundings_of(facts);
  constexpr std::size_t searched = 1024 * 1024;
  for (const std::string* text : {&page.text, &page.said_by_style}) {
    const std::string phrase = spoken_in_our_name(std::string_view(*text).substr(0, searched), around);
    if (phrase.empty()) continue;
    findings.push_back({page_speaks_as_fuwake, {{"phrase", phrase}}, {{{}, phrase}}});
    break;
  }
  return findings;
}

}  // namespace

extern const Check check_false_all_clear = {{&page_covers_warning, &page_speaks_as_fuwake}, find};

}  // namespace fuwake::evidence
