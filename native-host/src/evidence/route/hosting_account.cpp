// The account on a shared host that sent the mail, where the return path is the host's own
// ("user20742@sv742.xserver.jp"): whom its hoster can ask. A fact, nothing to be weighed: shops and contact
// forms on shared hosts send so too. A mailing service's or a list's host names the recipient or itself there
// ("bounces-1-ann=office.example@qk.d.sender-sib.com", "users-bounces@lists.example"): that is nobody's account.
#include <string>
#include <string_view>

#include "evidence/check.h"
#include "knowledge/public_suffixes.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType route_hosting_account{
    .id = "route.hosting-account",
    .family = Family::route,
    .kind = Kind::note,
    .arguments = {{"account", ArgumentType::text}, {"host", ArgumentType::host}},
};

bool is_of_mailing(const Facts& facts, std::string_view account, const std::string& host) {
  return account.find_first_of("=+") != std::string_view::npos || account.find("bounce") != std::string_view::npos ||
         facts.route.mailing_list || facts.knowledge.mail_services.bulk_sender(host, 0) != nullptr;
}

Findings find(const Facts& facts) {
  const route::Hop* hop = facts.route.handed_over();
  const std::string& path = facts.mail.return_path;
  const auto at = path.rfind('@');
  if (hop == nullptr || hop->received.rdns.empty() || at == std::string::npos || at == 0) return {};
  const std::string domain = text::to_lower(path.substr(at + 1));
  const bool whole_host = domain == hop->received.rdns && domain != knowledge::registrable_domain(domain);
  if (!whole_host || facts.mail.from.empty() || facts.mail.from.front().domain == domain) return {};
  if (is_of_mailing(facts, path.substr(0, at), domain)) return {};
  return {{route_hosting_account,
           {{"account", path.substr(0, at)}, {"host", domain}},
           {{facts.mail.span_of("return-path"), path}}}};
}

}  // namespace

extern const Check check_hosting_account = {{&route_hosting_account}, find};

}  // namespace fuwake::evidence
