#include "knowledge/mail_services.h"

#include <algorithm>
#include <array>

#include "knowledge/public_suffixes.h"
#include "text/ascii.h"

namespace fuwake::knowledge {
namespace {

MailService::Kind kind_of(const Stanza& stanza) {
  const std::string kind = stanza.first("kind");
  if (kind == "free-mail") return MailService::Kind::free_mail;
  if (kind == "bulk-sender") return MailService::Kind::bulk_sender;
  if (kind == "mail-filter") return MailService::Kind::mail_filter;
  throw DataError(stanza.where + ": unknown kind \"" + kind + "\"");
}

}  // namespace

bool is_role_mailbox(std::string_view local_part) {
  constexpr std::array<std::string_view, 32> roles = {"info",
                                                      "noreply",
                                                      "no-reply",
                                                      "no_reply",
                                                      "no.reply",
                                                      "donotreply",
                                                      "do-not-reply",
                                                      "do_not_reply",
                                                      "support",
                                                      "service",
                                                      "customerservice",
                                                      "customer-service",
                                                      "customercare",
                                                      "kundenservice",
                                                      "serviceclient",
                                                      "service-client",
                                                      "atencionalcliente",
                                                      "assistenza",
                                                      "billing",
                                                      "invoice",
                                                      "notification",
                                                      "notifications",
                                                      "notify",
                                                      "news",
                                                      "newsletter",
                                                      "alert",
                                                      "alerts",
                                                      "security",
                                                      "mailer-daemon",
                                                      "postmaster",
                                                      "abuse",
                                                      "mail"};
  const std::string lower = text::to_lower(local_part);
  return std::find(roles.begin(), roles.end(), lower) != roles.end();
}

MailServices::MailServices(const std::vector<Stanza>& stanzas) {
  for (const Stanza& stanza : stanzas) {
    MailService service;
    service.id = stanza.id;
    service.names = stanza.names();
    service.kind = kind_of(stanza);
    const std::size_t index = services_.size();
    for (const char* key : {"domain", "host"})
      for (const std::string& domain : stanza.all(key)) {
        if (by_domain_.contains(domain)) {
          const std::size_t owner = by_domain_[domain];
          throw DataError(stanza.where + ": " + domain + " belongs to " +
                          (owner == index ? "it" : services_[owner].id) + " already");
        }
        by_domain_[domain] = index;
      }
    if (service.kind == MailService::Kind::free_mail)
      for (const std::string& domain : stanza.all("domain")) has_mailboxes_.insert(domain);
    for (const std::string& domain : stanza.all("mailboxes-below")) mailboxes_below_.insert(domain);
    for (const std::string& domain : stanza.all("internal")) internal_.push_back(domain);
    for (const std::string& domain : stanza.all("lends")) lent_.push_back(domain);
    for (const std::string& value : stanza.all("network")) {
      // A filter would be believed for its operator's other customers as well.
      if (service.kind == MailService::Kind::mail_filter)
        throw DataError(stanza.where + ": a mail filter is known by its hosts, not by a network");
      by_network_.emplace(network_number(stanza, value), index);
    }
    services_.push_back(std::move(service));
  }
}

MailServices MailServices::read(const std::filesystem::path& folder) {
  return MailServices(read_stanzas(folder, {"name", "name-*", "kind", "domain", "host", "mailboxes-below", "internal",
                                            "lends", "network", "source"}));
}

const MailService* MailServices::find(std::string_view host) const {
  const std::size_t* index = by_domain_.find(host);
  return index != nullptr ? &services_[*index] : nullptr;
}

const MailService* MailServices::bulk_sender(std::string_view host, std::uint32_t asn) const {
  const MailService* service = find(host);
  if (service != nullptr && service->kind == MailService::Kind::bulk_sender) return service;
  const auto own = by_network_.find(asn);
  if (own == by_network_.end()) return nullptr;
  const MailService& owner = services_[own->second];
  return owner.kind == MailService::Kind::bulk_sender ? &owner : nullptr;
}

const MailService* MailServices::by_id(std::string_view id) const {
  for (const MailService& service : services_)
    if (service.id == id) return &service;
  return nullptr;
}

bool MailServices::is_free_mail(std::string_view domain) const {
  if (has_mailboxes_.contains(std::string(domain))) return true;
  const auto dot = domain.find('.');
  return dot != std::string_view::npos && mailboxes_below_.contains(std::string(domain.substr(dot + 1)));
}

bool MailServices::lends_its_address(std::string_view host) const {
  return std::any_of(lent_.begin(), lent_.end(), [host](const std::string& domain) { return is_within(host, domain); });
}

bool MailServices::is_internal(std::string_view host) const {
  return std::any_of(internal_.begin(), internal_.end(),
                     [host](const std::string& domain) { return is_within(host, domain); });
}

std::string MailServices::family_of(std::string_view host) const {
  const MailService* service = find(host);
  if (service != nullptr && service->kind != MailService::Kind::bulk_sender) return service->id;
  return registrable_domain(host);
}

}  // namespace fuwake::knowledge
