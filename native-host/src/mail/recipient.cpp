#include "mail/recipient.h"

#include <algorithm>

namespace fuwake::mail {

bool Recipient::is_own_address(const std::string& lower_address) const {
  return std::find(addresses.begin(), addresses.end(), lower_address) != addresses.end();
}

bool Recipient::is_own_domain(const std::string& lower_domain) const {
  return std::find(domains.begin(), domains.end(), lower_domain) != domains.end();
}

Recipient infer_recipient(const Mail& mail) {
  Recipient recipient;
  recipient.inferred = true;
  if (mail.delivered_to.empty()) return recipient;
  const std::string& address = mail.delivered_to.front();
  const auto at = address.rfind('@');
  if (at == std::string::npos) return recipient;
  recipient.addresses.push_back(address);
  recipient.domains.push_back(address.substr(at + 1));
  return recipient;
}

}  // namespace fuwake::mail
