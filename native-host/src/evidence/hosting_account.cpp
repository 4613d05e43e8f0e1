// The account on a shared host that sent the mail, where the return path is the host's own
// ("user20742@sv742.xserver.jp"): whom its hoster can ask. A fact, nothing to be weighed: shops and contact
// forms on shared hosts send so too.
#include "evidence/checks.h"
#include "knowledge/public_suffixes.h"
#include "mail/charsets.h"

namespace fuwake::evidence {

Findings check_hosting_account(const Material& material) {
  const route::Hop* hop = material.route.handed_over();
  const std::string& path = material.mail.return_path;
  const auto at = path.rfind('@');
  if (hop == nullptr || hop->received.rdns.empty() || at == std::string::npos || at == 0) return {};
  const std::string domain = mail::to_lower_ascii(path.substr(at + 1));
  const bool whole_host = domain == hop->received.rdns && domain != knowledge::registrable_domain(domain);
  if (!whole_host || material.mail.from.empty() || material.mail.from.front().domain == domain) return {};
  return {{"route.hosting-account",
           Family::route,
           Kind::note,
           {{"account", path.substr(0, at)}, {"host", domain}},
           {{material.mail.span_of("return-path"), path}}}};
}

}  // namespace fuwake::evidence
