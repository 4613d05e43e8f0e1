#include "knowledge/mail_services.h"

namespace fuwake::knowledge {

MailServices::MailServices(const std::vector<Stanza>& stanzas) {
  for (const Stanza& stanza : stanzas) {
    MailService service;
    service.id = stanza.id;
    service.name = stanza.first("name");
    const std::string kind = stanza.first("kind");
    if (kind == "free-mail")
      service.kind = MailService::Kind::free_mail;
    else if (kind == "bulk-sender")
      service.kind = MailService::Kind::bulk_sender;
    else
      throw DataError(stanza.where + ": unknown kind \"" + kind + "\"");
    for (const std::string& domain : stanza.all("domain"))
      by_domain_.emplace(domain, services_.size());
    for (const std::string& domain : stanza.all("mailboxes-below"))
      mailboxes_below_.insert(domain);
    services_.push_back(std::move(service));
  }
}

MailServices MailServices::read(const std::filesystem::path& folder) {
  return MailServices(read_stanzas(folder, {"name", "kind", "domain", "mailboxes-below", "source"}));
}

const MailService* MailServices::find(std::string_view host) const {
  while (!host.empty()) {
    if (const auto own = by_domain_.find(std::string(host)); own != by_domain_.end())
      return &services_[own->second];
    const auto dot = host.find('.');
    if (dot == std::string_view::npos) break;
    host.remove_prefix(dot + 1);
  }
  return nullptr;
}

bool MailServices::is_free_mail(std::string_view domain) const {
  const auto service = by_domain_.find(std::string(domain));
  if (service != by_domain_.end())
    return services_[service->second].kind == MailService::Kind::free_mail;
  const auto dot = domain.find('.');
  return dot != std::string_view::npos &&
         mailboxes_below_.contains(std::string(domain.substr(dot + 1)));
}

}  // namespace fuwake::knowledge
