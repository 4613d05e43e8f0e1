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

// Blanks, dashes and letters without a width as a keyboard has them.
std::string with_plain_signs(std::string_view text) {
  struct Sign {
    std::string_view written, plain;
  };
  constexpr std::array<Sign, 9> signs = {{{"\u00a0", " "},
                                          {"\u2010", "-"},
                                          {"\u2011", "-"},
                                          {"\u2012", "-"},
                                          {"\u2013", "-"},
                                          {"\u00ad", ""},
                                          {"\u200b", ""},
                                          {"\u200c", ""},
                                          {"\u200d", ""}}};
  std::string out;
  while (!text.empty()) {
    const auto sign =
        std::find_if(signs.begin(), signs.end(), [text](const Sign& each) { return text.starts_with(each.written); });
    out += sign == signs.end() ? text.substr(0, 1) : sign->plain;
    text.remove_prefix(sign == signs.end() ? 1 : sign->written.size());
  }
  return out;
}

// A part of a code: a word of capitals and figures.
struct Part {
  std::string_view letters;
  char joined = 0;  // the blank or the dash, if nothing else stands between it and the one before
};
std::vector<Part> parts_of_codes(std::string_view text) {
  const auto is_of_part = [](char c) { return (c >= 'A' && c <= 'Z') || text::is_digit(c); };
  std::vector<Part> parts;
  std::size_t end_of_last = std::string_view::npos;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && text::is_alphanumeric(text[end])) ++end;
    const std::string_view word = text.substr(at, end - at);
    if (word.size() >= 3 && std::all_of(word.begin(), word.end(), is_of_part)) {
      const bool follows = end_of_last != std::string_view::npos && at == end_of_last + 1;
      const char between = follows ? text[end_of_last] : '\0';
      parts.push_back({word, between == ' ' || between == '-' ? between : '\0'});
      end_of_last = end;
    }
    at = std::max(end, at + 1);
  }
  return parts;
}

// Letters and figures both ("FKJ7HMPQ9"), or letters in halves of four ("ABCD-EFGH"): no word of capitals
// ("IMPORTANT").
bool is_code(const std::vector<Part>& parts, std::size_t first, std::size_t last) {
  constexpr std::size_t shortest = 8, longest = 9, half = 4;
  std::string code;
  for (std::size_t i = first; i <= last; ++i) code += parts[i].letters;
  if (code.size() < shortest || code.size() > longest) return false;
  const bool figures = std::any_of(code.begin(), code.end(), text::is_digit);
  const bool letters = std::any_of(code.begin(), code.end(), text::is_alpha);
  const bool halves = last == first + 1 && parts[last].joined == '-' && parts[first].letters.size() == half &&
                      parts[last].letters.size() == half;
  return letters && (figures || halves);
}

// A code as such pages take it: "ABCD-EFGH", "FKJ7HMPQ9", "GQ7 X2M KRT". It is the sender's, and lets the sender in.
// Not covered: codes in small letters or of figures alone.
bool gives_a_code(const Facts& facts) {
  constexpr std::size_t searched = 64 * 1024, most_parts = 4;
  const std::string text = with_plain_signs(facts.mail.subject + "\n" + facts.page.text.substr(0, searched));
  const auto parts = parts_of_codes(text);
  for (std::size_t first = 0; first < parts.size(); ++first)
    for (std::size_t last = first; last < std::min(parts.size(), first + most_parts); ++last) {
      if (last > first && parts[last].joined == 0) break;
      if (is_code(parts, first, last)) return true;
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
