// What could not be looked at: a mail that hides its link behind 2,000 others, or behind 4 MB of text, is shown
// whole by Thunderbird. The limits are such that honest mail does not reach them.
#include "evidence/not_looked_at.h"

#include <string>

#include "evidence/check.h"

namespace fuwake::evidence {

constexpr FindingType unseen_whole{
    .id = "unseen.whole",
    .family = Family::unseen,
    .kind = Kind::anomaly,
    .technique = "hiding-in-bulk",
};

namespace {

constexpr FindingType unseen_rest{
    .id = "unseen.rest",
    .family = Family::unseen,
    .kind = Kind::anomaly,
    .technique = "hiding-in-bulk",
};

constexpr FindingType unseen_fields{
    .id = "unseen.fields",
    .family = Family::unseen,
    .kind = Kind::anomaly,
    .technique = "hiding-in-bulk",
};

constexpr FindingType unseen_parts{
    .id = "unseen.parts",
    .family = Family::unseen,
    .kind = Kind::anomaly,
    .technique = "hiding-in-bulk",
};

constexpr FindingType unseen_text{
    .id = "unseen.text",
    .family = Family::unseen,
    .kind = Kind::anomaly,
    .technique = "hiding-in-bulk",
};

constexpr FindingType unseen_links{
    .id = "unseen.links",
    .family = Family::unseen,
    .kind = Kind::anomaly,
    .technique = "hiding-in-bulk",
};

constexpr FindingType unseen_link_ends{
    .id = "unseen.link-ends",
    .family = Family::unseen,
    .kind = Kind::anomaly,
    .technique = "hiding-in-bulk",
};

constexpr FindingType unseen_attachments{
    .id = "unseen.attachments",
    .family = Family::unseen,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::file},
                  {"known", ArgumentType::choice},
                  {"count", ArgumentType::number},
                  {"opened", ArgumentType::choice}},
    .technique = "hiding-in-bulk",
};

const FindingType& type_of(mail::Unseen thing) {
  switch (thing) {
    case mail::Unseen::rest:
      return unseen_rest;
    case mail::Unseen::fields:
      return unseen_fields;
    case mail::Unseen::parts:
      return unseen_parts;
    case mail::Unseen::text:
      return unseen_text;
    case mail::Unseen::links:
      return unseen_links;
    case mail::Unseen::link_ends:
      return unseen_link_ends;
    case mail::Unseen::attachments:
      return unseen_attachments;
  }
  return unseen_rest;
}

// Of the first that was not opened, and how many others there are; a drawn code has no name. Where none was, it may be
// that nobody is there to open them, which is no fault of the mail's.
Arguments names_of_unopened(const Facts& facts) {
  std::string first;
  std::size_t others = 0;
  bool opened = false;
  for (const attachments::Attachment& attachment : facts.attachments.all) {
    opened |= attachment.inspected.looked_at;
    if (!attachment.unseen) continue;
    if (first.empty())
      first = attachment.name.empty() ? attachment.type : attachment.name;
    else
      ++others;
  }
  return {{"name", first},
          {"known", first.empty() ? "none"
                    : others == 0 ? "one"
                                  : "several"},
          {"count", std::to_string(others)},
          {"opened", opened ? "some" : "none"}};
}

Findings find(const Facts& facts) {
  mail::UnseenThings things = facts.mail.unseen;
  things.insert(facts.page.unseen.begin(), facts.page.unseen.end());
  things.insert(facts.attachments.unseen.begin(), facts.attachments.unseen.end());
  things.insert(facts.links.unseen.begin(), facts.links.unseen.end());
  if (facts.told.cut) things.insert(mail::Unseen::text);
  Findings findings;
  for (const mail::Unseen thing : things)
    findings.push_back(
        {type_of(thing), thing == mail::Unseen::attachments ? names_of_unopened(facts) : Arguments{}, {}});
  return findings;
}

}  // namespace

extern const Check check_not_looked_at = {
    {&unseen_rest, &unseen_fields, &unseen_parts, &unseen_text, &unseen_links, &unseen_link_ends, &unseen_attachments},
    find};

}  // namespace fuwake::evidence
