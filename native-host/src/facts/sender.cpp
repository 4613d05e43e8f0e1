#include "facts/sender.h"

#include <algorithm>

#include "knowledge/ip_address.h"
#include "knowledge/public_suffixes.h"
#include "links/shown_host.h"
#include "links/url_host.h"
#include "text/ascii.h"

namespace fuwake::facts {

using knowledge::registrable_domain;

namespace {

// Hosts of one registrable domain have this in common. The public suffix list is asked only where they do: each of
// thousands of links is compared by a dozen checks.
std::string_view last_two_labels(std::string_view host) {
  const auto last = host.rfind('.');
  if (last == std::string_view::npos || last == 0) return host;
  const auto before = host.rfind('.', last - 1);
  return before == std::string_view::npos ? host : host.substr(before + 1);
}

// A disk station, printer or router of the reader's own mails links to its private address.
bool is_in_readers_network(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const auto address = knowledge::IpAddress::parse(host);
  return address && !address->is_public() && !address->is_documentation();
}

}  // namespace

bool is_senders_own(const Facts& facts, const std::string& host) {
  const mail::Mail& mail = facts.mail;
  const std::string_view end = last_two_labels(host);
  const auto same = [&](const std::string& other) {
    return !other.empty() && last_two_labels(other) == end && !facts.knowledge.mail_services.is_free_mail(other) &&
           registrable_domain(other) == registrable_domain(host);
  };
  if (const auto at = mail.return_path.rfind('@');
      at != std::string::npos && same(text::to_lower(mail.return_path.substr(at + 1))))
    return true;
  if (const route::Hop* hop = facts.route.handed_over(); hop != nullptr && same(hop->received.rdns)) return true;
  const std::string& from = facts.sender().domain;
  const knowledge::Brand* brand = facts.knowledge.brands.owner_of(from);
  return same(from) || (brand != nullptr && !facts.knowledge.mail_services.is_free_mail(from) &&
                        facts.knowledge.brands.owner_of(host) == brand);
}

bool is_tracked(const Facts& facts, const links::Link& link) {
  if (!link.is_web()) return false;
  return facts.knowledge.mail_services.bulk_sender(link.host(), 0) != nullptr;
}

bool leads_to_sender(const Facts& facts, const links::Link& link) {
  return is_senders_own(facts, link.host()) || is_tracked(facts, link);
}

bool hides_its_owner(const Facts& facts, const links::Link& link) {
  using knowledge::LinkHostKind;
  if (!link.is_web()) return false;
  if (link.destination->host_kind != links::HostKind::domain) return !is_in_readers_network(link.host());
  const auto kind = facts.knowledge.link_hosts.find(link.host());
  return kind == LinkHostKind::shortener || kind == LinkHostKind::free_hosting || kind == LinkHostKind::storage ||
         kind == LinkHostKind::ipfs || kind == LinkHostKind::tunnel || kind == LinkHostKind::landing_page;
}

bool is_strangers(const Facts& facts, const links::Link& link) {
  return link.is_web() && !leads_to_sender(facts, link) && facts.knowledge.brands.owner_of(link.host()) == nullptr &&
         !facts.recipient.is_own_domain(link.registrable_domain);
}

const mail::Address* free_mail_for_answers(const Facts& facts) {
  const std::string own = facts.sender().spec();
  for (const mail::Address& reply : facts.mail.reply_to)
    if (reply.spec() != own && facts.knowledge.mail_services.is_free_mail(reply.domain)) return &reply;
  return nullptr;
}

// Anybody may keep a list, and add whom he likes. But who posts to one sends nobody to a stranger's log-in.
bool asks_strangers_log_in(const Facts& facts) {
  using knowledge::LureGroup;
  const auto& links = facts.links.all;
  return facts.told.has(LureGroup::log_in) &&
         std::any_of(links.begin(), links.end(), [&](const links::Link& link) { return is_strangers(facts, link); });
}

bool came_through_list(const Facts& facts) {
  if (!facts.route.mailing_list || asks_strangers_log_in(facts)) return false;
  const std::string own = registrable_domain(facts.sender().domain);
  const auto is_lists = [&](const std::string& host) {
    const std::string domain = host.empty() ? "" : registrable_domain(host);
    return domain.find('.') != std::string::npos && domain != own &&
           !facts.knowledge.mail_services.is_free_mail(domain) &&
           text::to_lower(facts.route.mailing_list->name).find(domain) != std::string::npos;
  };
  if (const route::Hop* hop = facts.route.handed_over(); hop != nullptr && is_lists(hop->verified_name())) return true;
  const auto& results = facts.authentication;
  return results && ((results->spf == "pass" && is_lists(results->spf_domain)) ||
                     (results->dkim == "pass" && is_lists(results->dkim_domain)));
}

bool is_librarys_proxy(const Facts& facts, const links::Link& link) {
  const bool proxy = link.is_web() && link.host().find("proxy") != std::string::npos;
  return proxy && (knowledge::has_restricted_suffix(link.registrable_domain) ||
                   facts.recipient.is_own_domain(link.registrable_domain));
}

std::string place_of(const Facts& facts, const links::Link& link) {
  const bool brands = facts.knowledge.brands.owner_of(link.registrable_domain) != nullptr;
  return links::shown_host(brands ? link.host() : link.registrable_domain);
}

}  // namespace fuwake::facts
