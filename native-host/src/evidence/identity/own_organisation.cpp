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

// The reader's domain as a word of the name: "office.example" and not "backoffice.example". Where it stands; npos where
// it does not.
std::size_t place_in(std::string_view name, std::string_view domain) {
  const auto is_part = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  for (auto at = name.find(domain); at != std::string_view::npos; at = name.find(domain, at + 1)) {
    const auto end = at + domain.size();
    if ((at == 0 || !is_part(name[at - 1])) && (end == name.size() || !is_part(name[end]))) return at;
  }
  return std::string_view::npos;
}

// "office.example Mail", "office.example サポート": what is left beside the domain is nothing but an office.
bool is_office(const Facts& facts, std::string name, const std::string& domain) {
  name.erase(place_in(name, domain), domain.size());
  return facts.knowledge.brands.is_role(name);
}

// Newsletters carry the reader's address in their way out.
bool is_way_out(const std::string& target) {
  return target.find("unsub") != std::string::npos || target.find("optout") != std::string::npos ||
         target.find("opt-out") != std::string::npos || target.find("preferences") != std::string::npos;
}

// A link that carries the reader's address: a log-in form that is filled in already. To a stranger's; or to the
// sender's own, where he calls himself an office: one's web site and its hoster link to themselves, and call themselves
// by the domain alone.
bool sends_the_reader_away(const Facts& facts, bool office) {
  constexpr std::size_t searched = 4096;
  for (const links::Link& link : facts.links.all) {
    if (!is_strangers(facts, link) && !(office && is_senders_own(facts, link.host()))) continue;
    const std::string target = text::to_lower(text::decode_percent(link.raw.target.substr(0, searched)));
    if (is_way_out(target)) continue;
    for (const std::string& address : facts.recipient.addresses)
      if (target.find(address) != std::string::npos) return true;
  }
  return false;
}

Findings find(const Facts& facts) {
  if (facts.mail.from.empty()) return {};
  const mail::Address& from = facts.sender();
  if (facts.recipient.is_own_domain(from.domain)) return {};
  const std::string name = text::fold(from.display_name.substr(0, 200));
  for (const std::string& own : facts.recipient.domains) {
    if (facts.knowledge.mail_services.is_free_mail(own) || own.find('.') == std::string::npos ||
        place_in(name, own) == std::string::npos)
      continue;
    const bool wants = facts.told.has(knowledge::LureGroup::administrator) ||
                       sends_the_reader_away(facts, is_office(facts, name, own));
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
