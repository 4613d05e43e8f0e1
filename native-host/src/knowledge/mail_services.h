// Who carries mail for others: mailbox providers that anybody can join, services that send in their
// customers' names, and filters that stand in front of their customers' servers. Data:
// native-host/data/mail-services/*.txt.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "knowledge/host_table.h"
#include "knowledge/stanzas.h"

namespace fuwake::knowledge {

struct MailService {
  enum class Kind { free_mail, bulk_sender, mail_filter };
  std::string id;
  ByLanguage<std::string> names;  // for showing
  Kind kind = Kind::free_mail;
};

/// True for the part before the "@" that providers keep to themselves ("info", "no-reply", "kundenservice"): no
/// customer of theirs has it.
bool is_role_mailbox(std::string_view local_part);

class MailServices {
 public:
  /// Throws DataError for an entry of unknown kind, and where two claim the same domain.
  explicit MailServices(const std::vector<Stanza>& stanzas);

  static MailServices read(const std::filesystem::path& folder);

  /// The service to which a host (lower-case ASCII) belongs; nullptr where there is none. Hosts of its
  /// mail servers count.
  const MailService* find(std::string_view host) const;

  /// The bulk sender to which a host or an autonomous system belongs; nullptr where there is none.
  const MailService* bulk_sender(std::string_view host, std::uint32_t asn) const;

  /// The entry with that id; nullptr where there is none.
  const MailService* by_id(std::string_view id) const;

  /// True for a domain at which strangers have their mailboxes: it is nobody's "own domain". Other
  /// hosts of such a provider (mail.yahoo.co.jp, from which it mails itself) are not meant.
  bool is_free_mail(std::string_view domain) const;

  /// True for a host from whose domain a service's customers send where they have none of their own
  /// ("shared1.ccsend.com"): the From is the service's, answers go to wherever the customer has his mailbox.
  bool lends_its_address(std::string_view host) const;

  /// True for a server within a provider that takes mail from the provider's own servers alone: no stranger
  /// reaches it ("…prod.outlook.com").
  bool is_internal(std::string_view host) const;

  /// What the hosts of one organisation share: the id of a mailbox provider or of a filter ("gmail" for
  /// mx.google.com and for gmail.com), else the registrable domain.
  std::string family_of(std::string_view host) const;

 private:
  std::vector<MailService> services_;
  HostTable<std::size_t> by_domain_;  // "domain" and "host"
  std::unordered_map<std::uint32_t, std::size_t> by_network_;
  std::unordered_set<std::string> has_mailboxes_;
  std::unordered_set<std::string> mailboxes_below_;
  std::vector<std::string> internal_;
  std::vector<std::string> lent_;
};

}  // namespace fuwake::knowledge
