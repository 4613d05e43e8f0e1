// The text of a link shows one address, the link goes to another: "www.mybank.example" that leads to
// evil.example. Thunderbird dropped this very warning for its false alarms: click trackers, mailing lists and
// the sender's own second domain do so all day. So it deceives only where the shown address is a brand's or the
// reader's own, and neither a mailing service nor the sender's own host stands between; and where the mail speaks of
// the reader's account or password the sender's own host excuses nothing: whoever shows the bank's address and leads to
// himself has bought his domain yesterday, and it passes every check. Shops show the carrier's address and count
// clicks.
#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "facts/demand.h"
#include "facts/sender.h"
#include "knowledge/public_suffixes.h"
#include "links/shown_host.h"
#include "links/url.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType link_text_shows_brand{
    .id = "link.text-shows-brand",
    .family = Family::links,
    .kind = Kind::deception,
    .arguments = {{"shown", ArgumentType::foreign_domain}, {"domain", ArgumentType::domain}},
    .technique = "mismatched-link-text",
};

constexpr FindingType link_text_shows_other{
    .id = "link.text-shows-other",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"shown", ArgumentType::foreign_domain}, {"domain", ArgumentType::domain}},
    .technique = "mismatched-link-text",
};

// The host that a reader finds in the text of a link, if the text is an address and not much more;
// "" otherwise. "Visit www.paypal.com today" names a host, "report.pdf" none.
std::string host_shown_in(const Facts& facts, const std::string& text) {
  constexpr std::size_t longest_text = 200;
  std::string word = text::to_lower(mail::trim_blanks(text.substr(0, longest_text)));
  for (const std::string_view scheme : {"https://", "http://"})
    if (word.starts_with(scheme)) word = word.substr(scheme.size());
  word = word.substr(0, word.find_first_of("/?#: \t\r\n"));
  if (word.find('@') != std::string::npos || word.find('.') == std::string::npos) return {};
  while (!word.empty() && word.back() == '.') word.pop_back();
  const auto ascii = links::domain_to_ascii(word);
  if (!ascii) return {};
  const std::string domain = knowledge::registrable_domain(*ascii);
  const bool is_host = knowledge::has_known_suffix(*ascii) || facts.recipient.is_own_domain(domain);
  return is_host && domain.find('.') != std::string::npos ? *ascii : "";
}

Findings find(const Facts& facts) {
  const auto& brands = facts.knowledge.brands;
  LinkFindings found;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web() || link.raw.kind == page::ReferenceKind::plain_text) continue;
    const std::string shown = host_shown_in(facts, link.raw.text);
    if (shown.empty()) continue;
    const std::string shown_domain = knowledge::registrable_domain(shown);
    if (shown_domain == link.registrable_domain || is_tracked(facts, link)) continue;
    const knowledge::Brand* brand = brands.owner_of(shown);
    if (brand != nullptr && brand == brands.owner_of(link.host())) continue;
    // A tracker that carries what it shows ("…/click?u=https%3A%2F%2Fwww.shop.example") hides nothing.
    const std::string whole = link.url->path + "?" + link.url->query.value_or("");
    if (whole.find(shown_domain) != std::string::npos) continue;
    const bool of_somebody = (brand != nullptr && !facts.knowledge.mail_services.is_free_mail(shown)) ||
                             facts.recipient.is_own_domain(shown_domain);
    const bool of_its_owner =
        brands.owner_of(link.host()) != nullptr || facts.recipient.is_own_domain(link.registrable_domain);
    if (is_senders_own(facts, link.host()) && (of_its_owner || !of_somebody || !facts::demands(facts))) continue;
    found.add(about_link(of_somebody ? link_text_shows_brand : link_text_shows_other, link,
                         {{"shown", links::shown_host(shown_domain)}}));
  }
  return found.take();
}

}  // namespace

extern const Check check_link_text = {{&link_text_shows_brand, &link_text_shows_other}, find};

}  // namespace fuwake::evidence
