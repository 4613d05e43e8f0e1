// What a lure is to the checks that hold it against the facts: an organisation's words, a demand, a pretext. Data:
// native-host/data/lures/*.txt.
#pragma once

#include <bitset>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/stanzas.h"

namespace fuwake::knowledge {

/// The groups that checks ask for; lures.txt says of each what it means and who asks.
enum class LureGroup : std::uint8_t {
  organisation,
  demand,
  errand,
  administrator,
  pretext,
  bill,
  log_in,
  blackmail,
  advance_fee,
  strangers,
  strangers_share,
  offer,
  tone,
  quiet_errand,
  call,
  warning,
  cards,
  transfer,
  summons,
  secret,
  messenger,
};
inline constexpr std::size_t lure_group_count = 21;

using LureGroupSet = std::bitset<lure_group_count>;

class LureGroups {
 public:
  struct Entry {
    LureGroupSet groups;
    std::string where;  // "lures/lures.txt:12", for messages
  };

  LureGroups() = default;

  /// "[parcel]" with one "group" or more. Throws DataError for a group that no check asks for, a lure without any, one
  /// that stands twice, and a group that is given to it twice.
  explicit LureGroups(const std::vector<Stanza>& stanzas);

  static LureGroups read(const std::filesystem::path& folder);

  /// None for a lure that is not in the data: it is stated, and held against nothing.
  LureGroupSet of(const std::string& lure) const;

  const std::map<std::string, Entry>& all() const { return by_lure_; }

 private:
  std::map<std::string, Entry> by_lure_;
};

}  // namespace fuwake::knowledge
