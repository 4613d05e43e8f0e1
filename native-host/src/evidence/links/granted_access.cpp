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
#include "text/folding.h"
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

// A word, or a part of a code: letters and figures of ASCII alone.
struct Part {
  std::string_view letters;
  std::size_t begin = 0;
  char joined = 0;  // the blank, dash or dot, if nothing else stands between it and the one before

  bool is_of_capitals() const {
    return std::all_of(letters.begin(), letters.end(),
                       [](char c) { return (c >= 'A' && c <= 'Z') || text::is_digit(c); });
  }
  bool has_figures() const { return std::any_of(letters.begin(), letters.end(), text::is_digit); }
};

std::vector<Part> parts_of(std::string_view text) {
  std::vector<Part> parts;
  std::size_t end_of_last = std::string_view::npos;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && text::is_alphanumeric(text[end])) ++end;
    if (end > at) {
      const char between = end_of_last != std::string_view::npos && at == end_of_last + 1 ? text[end_of_last] : '\0';
      const bool joins = between == ' ' || between == '-' || between == '.';
      parts.push_back({text.substr(at, end - at), at, joins ? between : '\0'});
      end_of_last = end;
    }
    at = std::max(end, at + 1);
  }
  return parts;
}

// Shortly before it stands that it is one, or that it is to be entered, in the reader's language.
bool is_called_a_code(std::string_view text, std::size_t begin) {
  constexpr std::array<std::string_view, 23> words = {"code",    "kode",   "código",   "codigo", "codice", "pin",
                                                      "enter",   "type",   "eingeben", "geben",  "saisi",  "entrez",
                                                      "introdu", "ingres", "inseri",   "digit",  "voer",   "コード",
                                                      "番号",    "入力",   "代码",     "代碼",   "验证码"};
  constexpr std::size_t near = 48;
  const std::size_t from = begin > near ? begin - near : 0;
  const std::string before = text::fold(text.substr(from, begin - from));
  return std::any_of(words.begin(), words.end(),
                     [&before](std::string_view word) { return before.find(word) != std::string::npos; });
}

// "Model HDMI2024", "order 12345678"
bool is_called_otherwise(const std::vector<Part>& parts, std::size_t first) {
  if (first == 0) return false;
  constexpr std::array<std::string_view, 17> words = {"call",   "model", "serial", "version", "order",     "invoice",
                                                      "ticket", "case",  "ref",    "product", "reference", "article",
                                                      "room",   "tel",   "phone",  "no",      "modell"};
  const std::string before = text::to_lower(parts[first - 1].letters.substr(0, 20));
  return std::find(words.begin(), words.end(), before) != words.end();
}

struct Shape {
  std::string code;
  bool letters = false, figures = false, capitals = true, short_parts = false;
};

Shape shape_of(const std::vector<Part>& parts, std::size_t first, std::size_t last) {
  Shape shape;
  for (std::size_t i = first; i <= last; ++i) {
    shape.code += parts[i].letters;
    shape.capitals &= parts[i].is_of_capitals();
    shape.short_parts |= parts[i].letters.size() < 3;
  }
  shape.figures = std::any_of(shape.code.begin(), shape.code.end(), text::is_digit);
  shape.letters = std::any_of(shape.code.begin(), shape.code.end(), text::is_alpha);
  return shape;
}

// Letters and figures both ("FKJ7HMPQ9"), or letters in halves of four ("ABCD-EFGH"): no word of capitals
// ("IMPORTANT"). What may be other things too must be called a code: small letters ("fkj7hmpq9"), figures alone,
// pairs ("FK J7 HM PQ 9").
bool is_code(std::string_view text, const std::vector<Part>& parts, std::size_t first, std::size_t last) {
  constexpr std::size_t shortest = 8, longest = 9, half = 4;
  const Shape shape = shape_of(parts, first, last);
  if (shape.code.size() < shortest || shape.code.size() > longest || is_called_otherwise(parts, first)) return false;
  const bool halves = last == first + 1 && parts[last].joined == '-' && parts[first].letters.size() == half &&
                      parts[last].letters.size() == half;
  const bool single = first == last || halves;
  if (shape.capitals && shape.letters && !shape.short_parts && (shape.figures || halves)) return true;
  if (!is_called_a_code(text, parts[first].begin)) return false;
  if (!shape.letters) {
    const bool year = shape.code.size() == shortest && (shape.code.starts_with("19") || shape.code.starts_with("20"));
    return !year && !shape.short_parts;
  }
  return shape.figures && (shape.capitals || single);
}

// A code as such pages take it: "ABCD-EFGH", "FKJ7HMPQ9", "GQ7 X2M KRT". It is the sender's, and lets the sender in.
// Five of them and more are a list that the reader keeps for himself: a way back in, not a stranger's way in.
bool gives_a_code(const Facts& facts) {
  constexpr std::size_t searched = 64 * 1024, most_parts = 5, too_many = 5;
  const std::string text = with_plain_signs(facts.mail.subject + "\n" + facts.page.text.substr(0, searched));
  const auto parts = parts_of(text);
  std::vector<std::string> codes;
  for (std::size_t first = 0; first < parts.size() && codes.size() < too_many; ++first)
    for (std::size_t last = first; last < std::min(parts.size(), first + most_parts); ++last) {
      if (last > first && parts[last].joined == 0) break;
      if (parts[last].letters.size() > 9) break;
      if (!is_code(text, parts, first, last)) continue;
      if (std::string code = shape_of(parts, first, last).code;
          std::find(codes.begin(), codes.end(), code) == codes.end())
        codes.push_back(std::move(code));
      first = last;
      break;
    }
  return !codes.empty() && codes.size() < too_many;
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
