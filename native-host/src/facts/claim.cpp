#include "facts/claim.h"

#include <algorithm>

#include "facts/demand.h"
#include "facts/sender.h"
#include "facts/strangers.h"
#include "knowledge/public_suffixes.h"
#include "text/ascii.h"
#include "text/folding.h"
#include "text/telephone.h"

namespace fuwake::facts {
namespace {

// "Widgets 楽天市場店", "Toyota dealer Smith": a shop in the brand's mall or a seller of its goods names
// the brand without claiming to be it.
bool is_a_shop_of(const knowledge::Words& words, const std::string& folded_name) {
  const auto& endings = words.of(knowledge::WordList::shop_ending);
  const auto ends_name = [&](const std::string& ending) { return folded_name.ends_with(ending); };
  if (std::any_of(endings.begin(), endings.end(), ends_name)) return true;
  const auto& shops = words.of(knowledge::WordList::shop);
  return std::any_of(shops.begin(), shops.end(), [&](const std::string& word) {
    const bool latin = text::is_alpha(word.front());
    return folded_name.find(latin ? " " + word : word) != std::string::npos;
  });
}

std::string name_of(const std::string& domain) {
  return domain.substr(0, domain.find('.'));
}

bool shares_a_name(const knowledge::Brand& a, const knowledge::Brand& b) {
  return std::any_of(a.domains.begin(), a.domains.end(), [&b](const std::string& domain) {
    return std::any_of(b.domains.begin(), b.domains.end(),
                       [&](const std::string& other) { return name_of(domain) == name_of(other); });
  });
}

// "Virgin Media" <info@virginmedia.com>, confirmed: customers have mailboxes there, but not that one.
bool is_providers_own(const Facts& facts, const mail::Address& from) {
  return knowledge::is_role_mailbox(from.local_part) && facts.authentication &&
         facts.authentication->authenticates(from.domain);
}

}  // namespace

namespace {

// "WordPress" <wordpress@one's-own-site.example> is how WordPress signs wherever it runs, and it leads nowhere else.
bool is_of_program(const Facts& facts, const knowledge::Brand& brand) {
  if (!brand.installed || text::to_lower(facts.sender().local_part) != text::fold(facts.sender().display_name))
    return false;
  return std::all_of(facts.links.all.begin(), facts.links.all.end(), [&](const links::Link& link) {
    return !link.is_web() || is_senders_own(facts, link.host()) ||
           facts.recipient.is_own_domain(link.registrable_domain) ||
           facts.knowledge.brands.owner_of(link.host()) == &brand;
  });
}

}  // namespace

const knowledge::Brand* falsely_claimed_brand(const Facts& facts) {
  const mail::Address& from = facts.sender();
  const auto named = facts.knowledge.brands.named_in(from.display_name);
  const bool shop = is_a_shop_of(facts.knowledge.words, text::fold(from.display_name));
  if (named.empty() || (shop && !demands(facts))) return nullptr;
  // "Google Support" <somebody@gmail.com>: everybody's domain is not the brand's.
  const bool everybodys = facts.knowledge.mail_services.is_free_mail(from.domain) && !is_providers_own(facts, from);
  const knowledge::Brand* owner = everybodys ? nullptr : facts.knowledge.brands.owner_of(from.domain);
  // Firms of one name in several countries are brands of their own here (yahoo.com, yahoo.co.jp).
  const bool right =
      owner != nullptr && std::any_of(named.begin(), named.end(), [owner, &facts](const knowledge::Brand* brand) {
        return facts.knowledge.brands.answers_for(*owner, *brand) || shares_a_name(*brand, *owner);
      });
  return right || is_of_program(facts, *named.front()) ? nullptr : named.front();
}

namespace {

// Below a hoster's domain are its customers ("shop.sakura.ne.jp"), who pass every check as themselves.
bool is_customers(const knowledge::Brand& brand, const std::string& domain) {
  return brand.sector == "hosting" &&
         std::find(brand.domains.begin(), brand.domains.end(), domain) == brand.domains.end();
}

}  // namespace

const knowledge::Brand* confirmed_brand(const Facts& facts) {
  const std::string& domain = facts.sender().domain;
  const bool confirmed = facts.authentication && facts.authentication->authenticates(domain);
  if (!confirmed || facts.knowledge.mail_services.is_free_mail(domain)) return nullptr;
  const knowledge::Brand* brand = facts.knowledge.brands.owner_of(domain);
  return brand != nullptr && is_customers(*brand, domain) ? nullptr : brand;
}

bool speaks_for_itself(const Facts& facts) {
  const knowledge::Brand* brand = confirmed_brand(facts);
  if (brand == nullptr || carries_strangers_words(facts)) return false;
  return std::all_of(facts.links.all.begin(), facts.links.all.end(), [&](const links::Link& link) {
    return !link.is_web() || facts.knowledge.brands.owner_of(link.host()) == brand || is_tracked(facts, link) ||
           knowledge::registrable_domain(facts.sender().domain) == link.registrable_domain;
  });
}

namespace {

// As servers write them; nothing of it is proof, so what the mail may hold beside is bounded by is_plain_report().
bool looks_like_report(const Facts& facts) {
  const mail::Mail& mail = facts.mail;
  if (!mail.parts.empty() && mail.parts.front().media_type == "multipart/report") return true;
  const std::string mailbox = text::to_lower(facts.sender().local_part);
  const std::string name = text::to_lower(facts.sender().display_name.substr(0, 40));
  return mail.return_path.empty() && (mailbox == "mailer-daemon" || mailbox == "postmaster" ||
                                      name == "mailer-daemon" || name == "mail delivery system");
}

// The brand that runs the server that handed the mail over, by its verified name or, where the receiving server
// verifies none (Exchange), by whom its network is registered to.
const knowledge::Brand* brand_of_server(const Facts& facts) {
  const route::Hop* hop = facts.route.handed_over();
  if (hop == nullptr) return nullptr;
  if (const knowledge::Brand* named = facts.knowledge.brands.owner_of(hop->verified_name())) return named;
  if (!hop->network) return nullptr;
  const auto named = facts.knowledge.brands.named_in(hop->network->organisation);
  return named.empty() ? nullptr : named.front();
}

// Servers link to their makers' help. The sender's own domain is no home: whoever forges a report links to himself; and
// a form, a folder or a page at a known service is anybody's.
bool leads_home(const Facts& facts, const links::Link& link) {
  if (!link.is_web()) return link.destination && link.destination->scheme == "mailto";
  if (facts.recipient.is_own_domain(link.registrable_domain)) return true;
  const knowledge::Brand* owner = facts.knowledge.brands.owner_of(link.host());
  const bool helps = owner != nullptr && (owner == brand_of_server(facts) || owner == confirmed_brand(facts));
  return helps && !facts.knowledge.link_hosts.find(link.host()) && link.around.empty();
}

bool is_of_report(const attachments::Attachment& attachment) {
  return attachment.type.starts_with("message/") || attachment.type.starts_with("text/rfc822-headers");
}

}  // namespace

bool is_plain_report(const Facts& facts) {
  using knowledge::LureGroup;
  constexpr std::size_t searched_text = 256 * 1024;
  const auto& links = facts.links.all;
  const auto& attached = facts.attachments.all;
  // "Microsoft Outlook" <MicrosoftExchange…@tenant.example> from Microsoft's server or the reader's own, which nobody
  // handed over; and not "PayPal" from anybody's.
  const bool named_otherwise =
      facts.claimed != nullptr && facts.route.handed_over() != nullptr && facts.claimed != brand_of_server(facts);
  return looks_like_report(facts) && !named_otherwise && facts.mail.reply_to.empty() && facts.page.attached.empty() &&
         facts.page.images == 0 && facts.page.data_pictures.empty() && facts.page.drawn.empty() &&
         !facts.told.has(LureGroup::log_in) && !facts.told.has(LureGroup::demand) &&
         std::all_of(links.begin(), links.end(), [&](const links::Link& link) { return leads_home(facts, link); }) &&
         std::all_of(attached.begin(), attached.end(), is_of_report) &&
         text::telephone_number_in(facts.page.text.substr(0, searched_text)).empty();
}

}  // namespace fuwake::facts
