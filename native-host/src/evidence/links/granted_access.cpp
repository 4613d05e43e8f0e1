// Links that open a real log-in page and give a stranger access: "enter this code at microsoft.com/devicelogin" signs
// his device in, and a consent page sends what it grants to the address in its redirect_uri. The page is the real one;
// only the purpose deceives. Programs' own instructions send a reader there from the service itself, and colleagues
// name the page to each other; what deceives is a code of the sender's beside it.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "facts/claim.h"
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

constexpr std::size_t longest_path = 4096;

// Where a code signs in whoever asked for it (RFC 8628).
bool is_device_login(const links::Url& url) {
  struct Page {
    std::string_view domain, path;
  };
  constexpr std::array<Page, 8> pages = {{{"microsoft.com", "/devicelogin"},
                                          {"microsoftonline.com", "deviceauth"},
                                          {"microsoft.com", "/device"},
                                          {"live.com", "remoteconnect"},
                                          {"aka.ms", "/devicelogin"},
                                          {"google.com", "/device"},
                                          {"github.com", "/login/device"},
                                          {"amazon.com", "/code"}}};
  const std::string path = text::to_lower(text::decode_percent(url.path.substr(0, longest_path)));
  return std::any_of(pages.begin(), pages.end(), [&](const Page& page) {
    if (!knowledge::is_within(url.host, page.domain)) return false;
    return page.path.front() == '/' ? path.starts_with(page.path) : path.find(page.path) != std::string::npos;
  });
}

// A code as such pages take it: "ABCD-EFGH", "FKJ7HMPQ9", "GQ7 X2M KRT". It is the sender's, and lets the sender
// in.
bool gives_a_code(const Facts& facts) {
  constexpr std::size_t searched = 32 * 1024, shortest = 8, longest = 9, shortest_part = 3;
  const std::string text = facts.mail.subject + "\n" + facts.page.text.substr(0, searched);
  const auto is_of_part = [](char c) { return (c >= 'A' && c <= 'Z') || text::is_digit(c); };
  std::string code;
  bool letters = false;
  for (std::size_t at = 0; at <= text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_of_part(text[end])) ++end;
    const bool alone =
        (at == 0 || !text::is_alphanumeric(text[at - 1])) && (end == text.size() || !text::is_alphanumeric(text[end]));
    const bool goes_on = at > 0 && (text[at - 1] == ' ' || text[at - 1] == '-') && !code.empty();
    if (!goes_on || !alone || end - at < shortest_part) {
      code.clear();
      letters = false;
    }
    if (alone && end - at >= shortest_part) {
      code.append(text, at, end - at);
      letters |= std::any_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                             text.begin() + static_cast<std::ptrdiff_t>(end), [](char c) { return c >= 'A'; });
    }
    const bool ends = end >= text.size() || (text[end] != '-' && text[end] != ' ') || end + 1 >= text.size() ||
                      !is_of_part(text[end + 1]);
    if (ends && letters && code.size() >= shortest && code.size() <= longest) return true;
    at = end + 1;
  }
  return false;
}

// The values of a field of the query, percent signs undone; of names as well.
std::vector<std::string> fields_of(const links::Url& url, std::string_view name) {
  std::vector<std::string> values;
  const std::string query = url.query.value_or("");
  for (const std::string_view pair : text::split(query, '&')) {
    const auto sign = pair.find('=');
    if (sign != std::string_view::npos && sign < 100 && text::decode_percent(pair.substr(0, sign)) == name)
      values.push_back(text::decode_percent(pair.substr(sign + 1)));
  }
  return values;
}

// The host to which a consent page hands over what it grants (RFC 6749, section 4.1.1), where that is a stranger's.
std::string strangers_target(const Facts& facts, const links::Link& link) {
  const links::Url& url = *link.destination;
  const std::string path = text::to_lower(url.path);
  if (path.find("authorize") == std::string::npos && path.find("/oauth") == std::string::npos) return {};
  const auto& brands = facts.knowledge.brands;
  for (const std::string& value : fields_of(url, "redirect_uri")) {
    const auto target = links::parse_url(value);
    if (!target || target->host.empty() || target->host == "localhost" || target->host == "127.0.0.1") continue;
    const std::string domain = knowledge::registrable_domain(target->host);
    const bool known = domain == link.registrable_domain || brands.owner_of(target->host) != nullptr ||
                       facts.recipient.is_own_domain(domain);
    if (!known) return links::shown_host(domain);
  }
  return {};
}

// The service itself, confirmed; not one of its customers or a free mailbox.
bool is_of_service(const Facts& facts, const links::Link& link) {
  const knowledge::Brand* owner = facts.knowledge.brands.owner_of(link.host());
  return owner != nullptr && owner == facts::confirmed_brand(facts);
}

Findings find(const Facts& facts) {
  const std::string address = facts.mail.from.empty() ? "" : facts.sender().spec();
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web() || is_of_service(facts, link)) continue;
    if (is_device_login(*link.destination) && gives_a_code(facts) && !facts::came_through_list(facts) &&
        !facts.recipient.is_own_domain(facts.sender().domain))
      return {about_link(link_device_code, link, {{"address", address}})};
    if (const std::string target = strangers_target(facts, link); !target.empty())
      return {about_link(link_access_for_stranger, link, {{"target", target}})};
  }
  return {};
}

}  // namespace

extern const Check check_granted_access = {{&link_device_code, &link_access_for_stranger}, find};

}  // namespace fuwake::evidence
