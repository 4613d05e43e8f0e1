// What could not be looked at: a mail that hides its link behind 2,000 others, or behind 4 MB of text, is shown
// whole by Thunderbird. The limits are such that honest mail does not reach them.
#include <map>
#include <string>

#include "evidence/checks.h"

namespace fuwake::evidence {
namespace {

const char* id_of(mail::Unseen thing) {
  switch (thing) {
    case mail::Unseen::rest:
      return "unseen.rest";
    case mail::Unseen::fields:
      return "unseen.fields";
    case mail::Unseen::parts:
      return "unseen.parts";
    case mail::Unseen::text:
      return "unseen.text";
    case mail::Unseen::links:
      return "unseen.links";
    case mail::Unseen::link_ends:
      return "unseen.link-ends";
    case mail::Unseen::attachments:
      return "unseen.attachments";
  }
  return "";
}

// Of the first that was not opened, and how many others there are; a drawn code has no name.
std::map<std::string, std::string> names_of_unopened(const Facts& facts) {
  std::string first;
  std::size_t others = 0;
  for (const attachments::Attachment& attachment : facts.attachments.all) {
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
          {"count", std::to_string(others)}};
}

}  // namespace

Findings check_not_looked_at(const Facts& facts) {
  mail::UnseenThings things = facts.mail.unseen;
  things.insert(facts.page.unseen.begin(), facts.page.unseen.end());
  things.insert(facts.attachments.unseen.begin(), facts.attachments.unseen.end());
  things.insert(facts.links.unseen.begin(), facts.links.unseen.end());
  Findings findings;
  for (const mail::Unseen thing : things) findings.push_back({id_of(thing), Family::unseen, Kind::anomaly, {}, {}});
  for (Finding& finding : findings)
    if (finding.id == id_of(mail::Unseen::attachments)) finding.arguments = names_of_unopened(facts);
  return findings;
}

}  // namespace fuwake::evidence
