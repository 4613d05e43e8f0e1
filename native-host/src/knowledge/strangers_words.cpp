#include "knowledge/strangers_words.h"

#include <algorithm>
#include <array>

namespace fuwake::knowledge {
namespace {

constexpr std::array<std::string_view, 8> kinds = {"share", "invoice", "signature", "event",
                                                   "form",  "post",    "shop",      "message"};

}  // namespace

StrangersWords::StrangersWords(const std::vector<Stanza>& stanzas) {
  for (const Stanza& stanza : stanzas) {
    const std::string carries = stanza.first("carries");
    if (std::find(kinds.begin(), kinds.end(), carries) == kinds.end())
      throw DataError(stanza.where + ": carries \"" + carries + "\", which is no kind of strangers' words");
    const std::size_t number = services_.size();
    services_.push_back(
        {stanza.id, stanza.names(), stanza.first("brand"), carries, stanza.first("how-often") == "always"});
    for (const std::string& address : stanza.all("address")) add(address, number, stanza.where);
  }
}

void StrangersWords::add(const std::string& address, std::size_t service, const std::string& where) {
  const auto at = address.find('@');
  if (at == std::string::npos || address.find('.', at) == std::string::npos)
    throw DataError(where + ": no address: " + address);
  std::string local_part = address.substr(0, at);
  const bool is_start = local_part.empty() || local_part.ends_with('*');
  if (local_part.ends_with('*')) local_part.pop_back();
  if (local_part.find('*') != std::string::npos) throw DataError(where + ": \"*\" stands at the end alone: " + address);
  auto& senders = by_domain_[address.substr(at + 1)];
  for (const Sender& other : senders)
    if (other.local_part == local_part && other.is_start == is_start)
      throw DataError(where + ": " + address + " is there already");
  senders.push_back({std::move(local_part), is_start, service});
}

StrangersWords StrangersWords::read(const std::filesystem::path& folder) {
  return StrangersWords(read_stanzas(folder, {"name", "name-*", "brand", "carries", "how-often", "address", "source"}));
}

const StrangersWords::Service* StrangersWords::find(std::string_view address) const {
  const auto at = address.rfind('@');
  if (at == std::string_view::npos) return nullptr;
  const std::string_view domain = address.substr(at + 1);
  const std::string_view local_part = address.substr(0, at);
  const Sender* best = nullptr;
  by_domain_.endings_of(domain, [&](std::string_view ending, const std::vector<Sender>& senders) {
    for (const Sender& sender : senders) {
      const bool whole_domain = sender.is_start && sender.local_part.empty();
      if (ending.size() < domain.size() && !whole_domain) continue;
      const bool is_it = sender.is_start ? local_part.starts_with(sender.local_part) : local_part == sender.local_part;
      if (is_it && (best == nullptr || sender.local_part.size() > best->local_part.size())) best = &sender;
    }
    return best != nullptr;
  });
  return best != nullptr ? &services_[best->service] : nullptr;
}

}  // namespace fuwake::knowledge
