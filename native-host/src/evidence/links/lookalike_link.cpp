// A link to a domain that is made to be taken for a brand's, for the reader's own or for the sender's, and
// international domains whose letters deceive. Domains that their owners' mail comes from are not accused.
#include <set>
#include <string>
#include <vector>

#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "facts/claim.h"
#include "facts/demand.h"
#include "facts/sender.h"
#include "knowledge/public_suffixes.h"
#include "links/shown_host.h"
#include "links/url_host.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType link_lookalike_of_own_domain{
    .id = "link.lookalike-of-own-domain",
    .family = Family::links,
    .kind = Kind::deception,
    .arguments = {{"original", ArgumentType::foreign_domain}, {"domain", ArgumentType::domain}},
    .technique = "lookalike-domain",
};

constexpr FindingType link_lookalike_of_sender{
    .id = "link.lookalike-of-sender",
    .family = Family::links,
    .kind = Kind::deception,
    .arguments = {{"original", ArgumentType::foreign_domain}, {"domain", ArgumentType::domain}},
    .technique = "lookalike-domain",
};

constexpr FindingType link_resembles_brand{
    .id = "link.resembles-brand",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"original", ArgumentType::foreign_domain},
                  {"brand", ArgumentType::brand},
                  {"domain", ArgumentType::domain}},
    .technique = "lookalike-domain",
};

constexpr FindingType link_lookalike_domain{
    .id = "link.lookalike-domain",
    .family = Family::links,
    .kind = Kind::deception,
    .arguments = {{"original", ArgumentType::foreign_domain},
                  {"brand", ArgumentType::brand},
                  {"domain", ArgumentType::domain}},
    .technique = "lookalike-domain",
};

constexpr FindingType link_deceptive_letters{
    .id = "link.deceptive-letters",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain}},
    .technique = "lookalike-letters",
};

// Whose domains a link may imitate beside brands'.
struct Originals {
  std::vector<std::string> readers;
  std::string senders;  // "" where there is none, or free mail's
};

Originals originals_of(const Facts& facts) {
  Originals out;
  for (const std::string& own : facts.recipient.domains)
    if (!facts.knowledge.mail_services.is_free_mail(own)) out.readers.push_back(knowledge::registrable_domain(own));
  if (!facts.knowledge.mail_services.is_free_mail(facts.sender().domain))
    out.senders = knowledge::registrable_domain(facts.sender().domain);
  return out;
}

// What the domain looks like, and whose that is.
std::optional<Finding> imitation(const Facts& facts, const Originals& originals, const links::Link& link) {
  const std::string domain = links::domain_to_unicode(link.registrable_domain);
  for (const std::string& own : originals.readers) {
    if (const auto alike = knowledge::resembles(domain, own))
      return about_link(link_lookalike_of_own_domain, link, {{"original", alike->original}});
  }
  // "kobayashi-shojii.example" in a mail from kobayashi-shoji.example: firms name their shops and help desks
  // after themselves, with a word more; a letter more is made to be overlooked.
  if (!originals.senders.empty()) {
    const std::string& sender = originals.senders;
    const auto alike = knowledge::resembles(domain, sender);
    if (alike && alike->resemblance != knowledge::Resemblance::added_word)
      return about_link(link_lookalike_of_sender, link, {{"original", sender}});
  }
  // Who was confirmed as the brand links to his own further domains.
  if (const auto found = facts.knowledge.lookalikes.imitated_by(domain);
      found && found->brand != facts::confirmed_brand(facts)) {
    // "outlooksecure.com", "soumu-portal.com" (general affairs): firms name products so too, and a brand's name may be
    // everybody's word. With a hyphen between it is made to be misread, where something is wanted.
    const bool added = found->lookalike.resemblance == knowledge::Resemblance::added_word;
    const bool glued = added && (link.registrable_domain.find('-') == std::string::npos || !facts::demands(facts));
    return about_link(glued ? link_resembles_brand : link_lookalike_domain, link,
                      {{"original", found->lookalike.original}, {"brand", found->brand->id}});
  }
  return std::nullopt;
}

Findings find(const Facts& facts) {
  const Originals originals = originals_of(facts);
  std::set<std::string> seen;  // a newsletter has hundreds of links to one domain
  LinkFindings found;
  for (const links::Link& link : facts.links.all) {
    if (!seen.insert(link.registrable_domain).second) continue;
    if (!link.is_web() || link.destination->host_kind != links::HostKind::domain || is_senders_own(facts, link.host()))
      continue;
    if (auto finding = imitation(facts, originals, link)) {
      found.add(std::move(*finding));
      continue;
    }
    const bool deceives = link.registrable_domain.find("xn--") != std::string::npos &&
                          links::shown_host(link.registrable_domain).find("xn--") != std::string::npos;
    if (deceives) found.add(about_link(link_deceptive_letters, link));
  }
  return found.take();
}

}  // namespace

extern const Check check_lookalike_link = {{&link_lookalike_of_own_domain, &link_lookalike_of_sender,
                                            &link_resembles_brand, &link_lookalike_domain, &link_deceptive_letters},
                                           find};

}  // namespace fuwake::evidence
