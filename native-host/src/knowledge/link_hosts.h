// Hosts at which anybody can lay a page, a file or a forwarding: what a link's host says by itself. Data:
// native-host/data/link-hosts/*.txt.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/host_table.h"
#include "knowledge/stanzas.h"

namespace fuwake::knowledge {

enum class LinkHostKind {
  shortener,
  landing_page,
  file_host,
  free_hosting,
  site_builder,
  form_builder,
  ipfs,
  tunnel,
  storage,
  cheap_suffix,  // a top-level domain in which names cost next to nothing
};

/// "free-hosting": as in the data and in findings.
const char* name_of(LinkHostKind kind);
/// The same of all kinds.
std::vector<std::string> names_of_link_host_kinds();

class LinkHosts {
 public:
  /// Throws DataError for an entry of unknown kind.
  explicit LinkHosts(const std::vector<Stanza>& stanzas);

  static LinkHosts read(const std::filesystem::path& folder);

  /// By the longest name that the host (lower-case ASCII) is within; nullopt where there is none.
  std::optional<LinkHostKind> find(std::string_view host) const;

 private:
  HostTable<std::optional<LinkHostKind>> kinds_;  // nullopt: of one owner alone, below what is anybody's
};

}  // namespace fuwake::knowledge
