// Links that open a real log-in page and give a stranger access: "enter this code at microsoft.com/devicelogin" signs
// his device in, and a consent page sends what it grants to the address in its redirect_uri. The page is the real one;
// only the purpose deceives. Programs' own instructions send a reader there from the service itself.
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "facts/sender.h"
#include "knowledge/public_suffixes.h"
#include "links/shown_host.h"
#include "links/url.h"
#include "text/ascii.h"
#include "text/percent.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType link_device_code{
    .id = "link.device-code",
    .family = Family::links,
    .kind = Kind::deception,
    .arguments = {{"domain", ArgumentType::domain}, {"address", ArgumentType::address}},
    .technique = "device-code",
};

constexpr FindingType link_access_for_stranger{
    .id = "link.access-for-stranger",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain}, {"target", ArgumentType::foreign_domain}},
    .technique = "oauth-consent",
};

// Where a code signs in whoever asked for it (RFC 8628).
bool is_device_login(const links::Url& url) {
  struct Page {
    std::string_view host, path;
  };
  constexpr std::array<Page, 6> pages = {{{"microsoft.com", "/devicelogin"},
                                          {"www.microsoft.com", "/devicelogin"},
                                          {"login.microsoftonline.com", "/common/oauth2/deviceauth"},
                                          {"login.microsoft.com", "/device"},
                                          {"aka.ms", "/devicelogin"},
                                          {"www.google.com", "/device"}}};
  const std::string path = text::to_lower(url.path);
  for (const Page& page : pages)
    if (url.host == page.host && path.starts_with(page.path)) return true;
  return false;
}

// The value of a field of the query, percent signs undone; "" where there is none.
std::string field_of(const links::Url& url, std::string_view name) {
  constexpr std::size_t searched = 4096;
  const std::string query = url.query.value_or("").substr(0, searched);
  for (const std::string_view pair : text::split(query, '&'))
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
      return text::decode_percent(pair.substr(name.size() + 1));
  return {};
}

// The host to which a consent page hands over what it grants (RFC 6749, section 4.1.1), where that is a stranger's.
std::string strangers_target(const Facts& facts, const links::Link& link) {
  const links::Url& url = *link.destination;
  const std::string path = text::to_lower(url.path);
  if (path.find("authorize") == std::string::npos && path.find("/oauth") == std::string::npos) return {};
  const auto target = links::parse_url(field_of(url, "redirect_uri"));
  if (!target || target->host.empty() || target->host == "localhost" || target->host == "127.0.0.1") return {};
  const auto& brands = facts.knowledge.brands;
  const std::string domain = knowledge::registrable_domain(target->host);
  const bool known = domain == link.registrable_domain || brands.owner_of(target->host) != nullptr ||
                     facts.recipient.is_own_domain(domain);
  return known ? "" : links::shown_host(domain);
}

// The service itself, confirmed.
bool is_of_service(const Facts& facts, const links::Link& link) {
  if (facts.mail.from.empty() || !facts.authentication) return false;
  const std::string& domain = facts.sender().domain;
  const knowledge::Brand* owner = facts.knowledge.brands.owner_of(link.host());
  return owner != nullptr && owner == facts.knowledge.brands.owner_of(domain) &&
         facts.authentication->authenticates(domain);
}

Findings find(const Facts& facts) {
  const std::string address = facts.mail.from.empty() ? "" : facts.sender().spec();
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web() || is_of_service(facts, link)) continue;
    if (is_device_login(*link.destination)) return {about_link(link_device_code, link, {{"address", address}})};
    if (const std::string target = strangers_target(facts, link); !target.empty())
      return {about_link(link_access_for_stranger, link, {{"target", target}})};
  }
  return {};
}

}  // namespace

extern const Check check_granted_access = {{&link_device_code, &link_access_for_stranger}, find};

}  // namespace fuwake::evidence
