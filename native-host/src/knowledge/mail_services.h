// Who carries mail for others: mailbox providers that anybody can join, and services that send in
// their customers' names. Data: native-host/data/mail-services/*.txt.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "knowledge/stanzas.h"

namespace fuwake::knowledge {

struct MailService {
  enum class Kind { free_mail, bulk_sender };
  std::string id;
  std::string name;
  Kind kind = Kind::free_mail;
};

class MailServices {
 public:
  /// Throws DataError for an entry of unknown kind.
  explicit MailServices(const std::vector<Stanza>& stanzas);

  static MailServices read(const std::filesystem::path& folder);

  /// The service to which a host (lower-case ASCII) belongs; nullptr where there is none.
  const MailService* find(std::string_view host) const;

  /// True for a domain at which strangers have their mailboxes: it is nobody's "own domain". Other
  /// hosts of such a provider (mail.yahoo.co.jp, from which it mails itself) are not meant.
  bool is_free_mail(std::string_view domain) const;

 private:
  std::vector<MailService> services_;
  std::unordered_map<std::string, std::size_t> by_domain_;
  std::unordered_set<std::string> mailboxes_below_;
};

}  // namespace fuwake::knowledge
