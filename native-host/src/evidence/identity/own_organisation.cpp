// "office.example サポート" <x@stranger.example>, "office.example Helpdesk": a stranger calls himself by the reader's
// own domain, and speaks of the mailbox or an account. Web sites, monitoring and registrars do write of the reader's
// domain, by name even ("office.example" <wordpress@sv1.hoster.example>), and say nothing of the kind.
#include <string>
#include <string_view>

#include "evidence/check.h"
#include "facts/sender.h"
#include "text/ascii.h"
#include "text/folding.h"
#include "text/percent.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_poses_as_own_organisation{
    .id = "identity.poses-as-own-organisation",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"name", ArgumentType::name},
                  {"domain", ArgumentType::foreign_domain},
                  {"address", ArgumentType::address}},
    .technique = "internal-impersonation",
};

constexpr FindingType identity_own_domain_as_name{
    .id = "identity.own-domain-as-name",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::name},
                  {"domain", ArgumentType::foreign_domain},
                  {"address", ArgumentType::address}},
    .technique = "internal-impersonation",
};

// The reader's domain as a word of the name: "office.example" and not "backoffice.example".
bool names(std::string_view name, std::string_view domain) {
  const auto is_part = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'; };
  for (auto at = name.find(domain); at != std::string_view::npos; at = name.find(domain, at + 1)) {
    const auto end = at + domain.size();
    if ((at == 0 || !is_part(name[at - 1])) && (end == name.size() || !is_part(name[end]))) return true;
  }
  return false;
}

// A link to a stranger that carries the reader's address: a log-in form that is filled in already.
bool sends_the_reader_away(const Facts& facts) {
  constexpr std::size_t searched = 4096;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web() || facts.recipient.is_own_domain(link.registrable_domain) ||
        facts.knowledge.brands.owner_of(link.host()) != nullptr || is_tracked(facts, link))
      continue;
    const std::string target = text::to_lower(text::decode_percent(link.raw.target.substr(0, searched)));
    for (const std::string& address : facts.recipient.addresses)
      if (target.find(address) != std::string::npos) return true;
  }
  return false;
}

Findings find(const Facts& facts) {
  if (facts.mail.from.empty() || facts.route.mailing_list) return {};
  const mail::Address& from = facts.sender();
  if (facts.recipient.is_own_domain(from.domain)) return {};
  const std::string name = text::fold(from.display_name.substr(0, 200));
  for (const std::string& own : facts.recipient.domains) {
    if (facts.knowledge.mail_services.is_free_mail(own) || own.find('.') == std::string::npos || !names(name, own))
      continue;
    const bool wants = facts.told.has(knowledge::LureGroup::administrator) || sends_the_reader_away(facts);
    const FindingType& type = wants ? identity_poses_as_own_organisation : identity_own_domain_as_name;
    return {{type,
             {{"name", from.display_name}, {"domain", own}, {"address", from.spec()}},
             {{facts.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}}};
  }
  return {};
}

}  // namespace

extern const Check check_own_organisation = {{&identity_poses_as_own_organisation, &identity_own_domain_as_name}, find};

}  // namespace fuwake::evidence
