// Not one link of a mail leads to whom it says it is from: neither to the sender's domain, nor to where it was
// sent from, nor through a mailing service. Friends send links to elsewhere all day, so it counts only where the
// mail speaks as an organisation: from an office's mailbox, or with a link that is a button or a picture. Links to
// known brands alone (a carrier's tracking page, a payment service) are no strangers', and where a shortener leads is
// not to be seen.
#include <algorithm>

#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "facts/sender.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType link_none_to_sender{
    .id = "link.none-to-sender",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"sender", ArgumentType::foreign_domain},
                  {"domain", ArgumentType::domain},
                  {"site", ArgumentType::choice}},
    .technique = "links-elsewhere",
};

constexpr FindingType link_elsewhere{
    .id = "link.elsewhere",
    .family = Family::links,
    .kind = Kind::note,
    .arguments = {{"sender", ArgumentType::foreign_domain}, {"domain", ArgumentType::domain}},
};

bool speaks_as_organisation(const Facts& facts) {
  const auto& offices = facts.knowledge.words.of(knowledge::WordList::office);
  const std::string mailbox = text::to_lower(facts.sender().local_part);
  if (std::find(offices.begin(), offices.end(), mailbox) != offices.end()) return true;
  for (const links::Link& link : facts.links.all)
    if (link.raw.image || link.raw.kind == page::ReferenceKind::vml || link.raw.kind == page::ReferenceKind::form)
      return true;
  return false;
}

Findings find(const Facts& facts) {
  if (facts.sender().domain.empty() || facts::came_through_list(facts)) return {};
  const links::Link* first = nullptr;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web()) continue;
    if (leads_to_sender(facts, link)) return {};
    const bool known = facts.knowledge.brands.owner_of(link.host()) != nullptr && !hides_its_owner(facts, link);
    const bool unseen = facts.knowledge.link_hosts.find(link.host()) == knowledge::LinkHostKind::shortener;
    if (first == nullptr && !known && !unseen) first = &link;
  }
  if (first == nullptr) return {};
  // Who writes from free mail has no website there: that his links lead elsewhere says nothing.
  const bool free_mail = facts.knowledge.mail_services.is_free_mail(facts.sender().domain);
  const bool loud = speaks_as_organisation(facts);
  if (free_mail && !loud) return {};
  return {about_link(loud ? link_none_to_sender : link_elsewhere, *first,
                     {{"sender", facts.sender().domain}, {"site", free_mail ? "free" : "own"}})};
}

}  // namespace

extern const Check check_foreign_links = {{&link_none_to_sender, &link_elsewhere}, find};

}  // namespace fuwake::evidence
