// paypal.com.evil.example, paypal-login.evil.example, amazon.weebly.com: a name that is not the domain's own,
// written before it. Firms name hosts of their own after services that they use ("slack.example.com",
// "google.example.org"), so a name alone deceives only beside a word that lures or at free hosting. The sender's own
// domain excuses a brand's whole domain before it in nothing, and a name only while he wants nothing: who sends from
// evil.example links to paypal.com.evil.example.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "evidence/links/types.h"
#include "facts/claim.h"
#include "facts/demand.h"
#include "facts/sender.h"
#include "knowledge/lookalikes.h"
#include "knowledge/public_suffixes.h"
#include "text/ascii.h"

namespace fuwake::evidence {

constexpr FindingType link_domain_in_host{
    .id = "link.domain-in-host",
    .family = Family::links,
    .kind = Kind::deception,
    .arguments = {{"decoy", ArgumentType::foreign_domain}, {"domain", ArgumentType::domain}},
    .technique = "decoy-in-address",
};

namespace {

constexpr FindingType link_name_in_host{
    .id = "link.name-in-host",
    .family = Family::links,
    .kind = Kind::deception,
    .arguments = {{"brand", ArgumentType::brand},
                  {"decoy", ArgumentType::foreign_domain},
                  {"domain", ArgumentType::domain}},
    .technique = "decoy-in-address",
};

constexpr std::size_t shortest_name = 5;

// A brand's whole domain among the labels before the registrable domain, "paypal.com" of
// "www.paypal.com.evil.example"; nullptr where there is none.
const knowledge::Brand* domain_in(const Facts& facts, std::string labels, std::string& decoy) {
  while (labels.find('.') != std::string::npos) {
    if (knowledge::has_known_suffix(labels)) {
      decoy = knowledge::registrable_domain(labels);
      if (const knowledge::Brand* brand = facts.knowledge.brands.owner_of(decoy)) return brand;
    }
    labels.resize(labels.rfind('.'));
  }
  return nullptr;
}

// The brand whose domain's name is one of the words ("paypal").
const knowledge::Brand* name_in(const Facts& facts, const std::vector<std::string>& words, std::string& decoy) {
  for (const std::string& word : words) {
    if (word.size() < shortest_name || knowledge::is_lure_word(word)) continue;
    for (const std::string_view suffix : {".com", ".co.jp", ".jp", ".ne.jp", ".net", ".de", ".fr", ".co.uk"})
      if (const knowledge::Brand* brand = facts.knowledge.brands.owner_of(word + std::string(suffix))) {
        decoy = word;
        return brand;
      }
  }
  return nullptr;
}

// "office.example-webmail.weebly.com" at office.example: the reader's own stands there, and no brand called Office.
bool begins_with_readers_domain(const Facts& facts, std::string_view labels) {
  const auto& own = facts.recipient.domains;
  return std::any_of(own.begin(), own.end(),
                     [&](const std::string& domain) { return labels.starts_with(domain + "-"); });
}

bool is_readers(const Facts& facts, const links::Link& link) {
  return facts.recipient.is_own_domain(link.registrable_domain);
}

Findings find(const Facts& facts) {
  const auto& brands = facts.knowledge.brands;
  LinkFindings found;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web() || link.destination->host_kind != links::HostKind::domain ||
        brands.owner_of(link.host()) != nullptr || is_tracked(facts, link))
      continue;
    const std::string labels = links::labels_before(link);
    std::string decoy;
    if (const knowledge::Brand* brand = domain_in(facts, labels, decoy);
        brand != nullptr && !is_librarys_proxy(facts, link) && brand != facts::confirmed_brand(facts)) {
      found.add(about_link(link_domain_in_host, link, {{"brand", brand->id}, {"decoy", decoy}}));
      continue;
    }
    // Firms name hosts after what they use ("zoom-help.firm.example"), and want nothing by it.
    if (is_senders_own(facts, link.host()) && (is_readers(facts, link) || !facts::demands(facts))) continue;
    if (begins_with_readers_domain(facts, labels)) continue;
    const auto kind = facts.knowledge.link_hosts.find(link.host());
    const bool anybodys = kind && kind != knowledge::LinkHostKind::cheap_suffix;
    auto words = text::split_at_any(labels, "-._");
    const std::string own = link.registrable_domain.substr(0, link.registrable_domain.find('.'));
    const auto own_words = text::split_at_any(own, "-._");
    if (own_words.size() > 1 || anybodys) words.insert(words.end(), own_words.begin(), own_words.end());
    const bool lured =
        std::any_of(words.begin(), words.end(), [](const std::string& word) { return knowledge::is_lure_word(word); });
    const knowledge::Brand* brand = lured || anybodys ? name_in(facts, words, decoy) : nullptr;
    if (brand != nullptr && brand != facts::confirmed_brand(facts))
      found.add(about_link(link_name_in_host, link, {{"brand", brand->id}, {"decoy", decoy}}));
  }
  return found.take();
}

}  // namespace

extern const Check check_brand_in_link_host = {{&link_domain_in_host, &link_name_in_host}, find};

}  // namespace fuwake::evidence
