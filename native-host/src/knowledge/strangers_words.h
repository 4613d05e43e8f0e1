// Services whose own, authenticated mail carries what a stranger wrote: shared documents, invoices, invitations,
// signatures, forms. That the service sent it vouches for nothing in it. Data:
// native-host/data/strangers-words/*.txt.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/host_table.h"
#include "knowledge/stanzas.h"

namespace fuwake::knowledge {

class StrangersWords {
 public:
  struct Service {
    std::string id;
    ByLanguage<std::string> names;  // for showing
    std::string brand;              // id of the brand whose mail it is; "" where we know none
    std::string carries;            // "share", "invoice", "signature", "event", "form", "post", "shop", "message"
    bool always = false;            // all mail from the address does; else some of it (invoices of a payment service)
  };

  StrangersWords() = default;

  /// "address": "user@domain", "@domain" (every address there) or "start*@domain" (below a domain that is the
  /// service's own, so that nobody else has a match). Throws DataError for anything else, for an unknown kind and for
  /// an address that stands twice.
  explicit StrangersWords(const std::vector<Stanza>& stanzas);

  static StrangersWords read(const std::filesystem::path& folder);

  /// The service that mails strangers' words from `address` ("user@domain", lower case); nullptr where there is none.
  const Service* find(std::string_view address) const;

  const std::vector<Service>& all() const { return services_; }

 private:
  struct Sender {
    std::string local_part;  // "" with is_start: all of them
    bool is_start = false;
    std::size_t service = 0;
  };
  void add(const std::string& address, std::size_t service, const std::string& where);

  std::vector<Service> services_;
  HostTable<std::vector<Sender>> by_domain_;
};

}  // namespace fuwake::knowledge
