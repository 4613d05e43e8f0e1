#include "knowledge/link_hosts.h"

#include <iterator>

#include <array>
#include <utility>

namespace fuwake::knowledge {
namespace {

constexpr std::array<std::pair<LinkHostKind, const char*>, 10> names = {{
    {LinkHostKind::shortener, "shortener"},
    {LinkHostKind::landing_page, "landing-page"},
    {LinkHostKind::file_host, "file-host"},
    {LinkHostKind::free_hosting, "free-hosting"},
    {LinkHostKind::site_builder, "site-builder"},
    {LinkHostKind::form_builder, "form-builder"},
    {LinkHostKind::ipfs, "ipfs"},
    {LinkHostKind::tunnel, "tunnel"},
    {LinkHostKind::storage, "storage"},
    {LinkHostKind::cheap_suffix, "cheap-suffix"},
}};

}  // namespace

const char* name_of(LinkHostKind kind) {
  for (const auto& [known, name] : names)
    if (known == kind) return name;
  return "";
}

std::vector<std::string> names_of_link_host_kinds() {
  std::vector<std::string> out;
  out.reserve(std::size(names));
  for (const auto& [kind, name] : names) out.emplace_back(name);
  return out;
}

LinkHosts::LinkHosts(const std::vector<Stanza>& stanzas) {
  for (const Stanza& stanza : stanzas) {
    std::optional<LinkHostKind> kind;
    const bool owners_only = stanza.id == "owners-only";
    for (const auto& [known, name] : names)
      if (stanza.id == name) kind = known;
    if (!kind && !owners_only) throw DataError(stanza.where + ": unknown kind \"" + stanza.id + "\"");
    for (const std::string& host : stanza.all("host")) {
      if (kinds_.contains(host)) throw DataError(stanza.where + ": " + host + " is there already");
      kinds_[host] = kind;
    }
  }
}

LinkHosts LinkHosts::read(const std::filesystem::path& folder) {
  return LinkHosts(read_stanzas(folder, {"host"}));
}

std::optional<LinkHostKind> LinkHosts::find(std::string_view host) const {
  const std::optional<LinkHostKind>* kind = kinds_.find(host);
  return kind != nullptr ? *kind : std::nullopt;
}

}  // namespace fuwake::knowledge
