#include "knowledge/lure_groups.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace fuwake::knowledge {
namespace {

// In the order of LureGroup.
constexpr std::array<std::string_view, lure_group_count> names = {
    "organisation", "demand",      "errand",    "administrator",   "pretext", "bill",   "log-in",
    "blackmail",    "advance-fee", "strangers", "strangers-share", "offer",   "tone",   "quiet-errand",
    "call",         "warning",     "cards",     "transfer",        "summons", "secret", "messenger"};

std::size_t group_of(const std::string& name, const std::string& where) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) throw DataError(where + ": no group of lures: " + name);
  return static_cast<std::size_t>(std::distance(names.begin(), found));
}

}  // namespace

LureGroups::LureGroups(const std::vector<Stanza>& stanzas) {
  for (const Stanza& stanza : stanzas) {
    LureGroupSet groups;
    for (const std::string& name : stanza.all("group")) {
      const std::size_t group = group_of(name, stanza.where);
      if (groups.test(group)) throw DataError(stanza.where + ": \"" + name + "\" stands twice");
      groups.set(group);
    }
    if (groups.none()) throw DataError(stanza.where + ": no group");
    if (!by_lure_.emplace(stanza.id, Entry{groups, stanza.where}).second)
      throw DataError(stanza.where + ": " + stanza.id + " is there already");
  }
}

LureGroups LureGroups::read(const std::filesystem::path& folder) {
  return LureGroups(read_stanzas(folder, {"group"}));
}

LureGroupSet LureGroups::of(const std::string& lure) const {
  const auto found = by_lure_.find(lure);
  return found == by_lure_.end() ? LureGroupSet() : found->second.groups;
}

}  // namespace fuwake::knowledge
