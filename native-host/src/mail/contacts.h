// The people in the user's address book, found by address, by name and by what looks like their domain.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "knowledge/lookalikes.h"

namespace fuwake::mail {

struct Contact {
  std::string name;                    // as the user wrote it
  std::vector<std::string> addresses;  // lower case
};

/// So many are kept, in the order in which they come.
inline constexpr std::size_t most_contacts = 20'000;

class Contacts {
 public:
  explicit Contacts(std::vector<Contact> contacts);

  bool knows_address(const std::string& lower_address) const { return by_address_.contains(lower_address); }

  /// A contact of that name, whatever the order of its words and their case; nullptr where there is
  /// none, and where the name is a single short word, which many share ("Ann", "info").
  const Contact* named(std::string_view name) const;

  bool knows_domain(const std::string& registrable_domain) const { return domains_.contains(registrable_domain); }

  /// Registrable domains at which contacts have their addresses, to be searched for look-alikes. Domains
  /// of free mail are among them.
  const knowledge::LookalikeIndex& lookalikes() const { return lookalikes_; }

  std::size_t size() const { return contacts_.size(); }

 private:
  std::vector<Contact> contacts_;
  std::unordered_map<std::string, std::size_t> by_address_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_name_;
  std::unordered_set<std::string> domains_;
  knowledge::LookalikeIndex lookalikes_;
};

}  // namespace fuwake::mail
