// An Office document that is harmless by itself and fetches what is not as soon as it is opened (MITRE ATT&CK T1221,
// "Template Injection"): a template with macros, an object that is linked (CVE-2017-0199, CVE-2021-40444,
// CVE-2022-30190); from a server of files also the reader's password, as a hash. Firms keep their templates on servers
// of files and intranets, and at Microsoft: what the sender or the reader has is not a stranger's, and a name that only
// a firm's own network knows leads nowhere. A server of files with another name may still be an honest firm's, so it is
// unusual at most; a place on the web and a pretext to open the document are a trap.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "evidence/attachments/about_attachment.h"
#include "evidence/check.h"
#include "facts/sender.h"
#include "knowledge/ip_address.h"
#include "knowledge/public_suffixes.h"
#include "links/shown_host.h"
#include "links/url.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType attachment_remote_content{
    .id = "attachment.remote-content",
    .family = Family::attachments,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::file}, {"domain", ArgumentType::domain}},
    .technique = "template-injection",
};

constexpr FindingType attachment_remote_with_pretext{
    .id = "attachment.remote-content-with-pretext",
    .family = Family::attachments,
    .kind = Kind::deception,
    .arguments = {{"name", ArgumentType::file}, {"domain", ArgumentType::domain}, {"phrase", ArgumentType::quotation}},
    .technique = "template-injection",
};

// From where something is fetched.
struct Origin {
  std::string host;  // ASCII, or an IP address without brackets
  bool web = false;  // and not a server of files
};

bool is_slash(char c) {
  return c == '/' || c == '\\';
}

std::string host_in(std::string_view target) {
  const auto url = links::parse_url(target);
  if (!url || url->host.empty()) return {};
  const bool bracketed = url->host.starts_with('[');
  return bracketed ? url->host.substr(1, url->host.size() - 2) : url->host;
}

// "\\server.example@SSL\a.dotm", "file:///\\server.example\a.dotm", "file://server.example/a.dotm": two slashes or
// more than three. "file:///C:\a.dotm" is on the author's own computer.
std::string server_in(std::string_view target) {
  constexpr std::string_view scheme = "file:";
  if (text::to_lower(target.substr(0, scheme.size())) == scheme) target.remove_prefix(scheme.size());
  const auto begin = std::find_if_not(target.begin(), target.end(), is_slash);
  const auto slashes = begin - target.begin();
  if (slashes < 2 || slashes == 3) return {};
  target.remove_prefix(static_cast<std::size_t>(slashes));
  return host_in("http://" + std::string(target.substr(0, target.find_first_of("/\\@?#"))));
}

// Windows passes a target on through the schemes before it: "mhtml:http://evil.example/a.html!x-usc:…" as in
// CVE-2021-40444, "its:http:…", "mk:@MSITStore:http:…", "url:http:…"; and "\\?\UNC\server\a.dotm" is "\\server\a.dotm".
Origin origin_of(std::string_view target) {
  const std::string lower = text::to_lower(target);
  for (const std::string_view scheme : {"http:", "https:", "ftp:"})
    if (const auto at = lower.find(scheme); at != std::string::npos && (at == 0 || lower[at - 1] == ':'))
      return {host_in(target.substr(at)), true};
  constexpr std::string_view long_path = "?\\unc\\";
  if (const auto at = lower.find(long_path); at != std::string::npos)
    return {server_in("\\\\" + std::string(target.substr(at + long_path.size()))), false};
  return {server_in(target), false};
}

bool is_public(const std::string& host) {
  if (const auto address = knowledge::IpAddress::parse(host))
    return address->is_public() || address->is_documentation();
  return knowledge::has_known_suffix(host);
}

// "kobayashi.net" for the machines of kobayashi.com.
bool is_namesake_of_sender(const Facts& facts, const std::string& host) {
  const auto name_of = [](const std::string& domain) {
    const std::string registrable = knowledge::registrable_domain(domain);
    return registrable.substr(0, registrable.find('.'));
  };
  return name_of(host) == name_of(facts.sender().domain);
}

// Whoever opens a document there has signed in; Microsoft's own templates come from office.com and office.net; and
// templafy.com serves firms theirs. Not covered: a stranger's own account there.
bool is_in_cloud_of_documents(const std::string& host) {
  constexpr std::array<std::string_view, 5> clouds = {"sharepoint.com", "docs.live.net", "office.com", "office.net",
                                                      "templafy.com"};
  return std::any_of(clouds.begin(), clouds.end(),
                     [&host](std::string_view cloud) { return knowledge::is_within(host, cloud); });
}

// The domain that the reader sees. Who merely passed the mail on, or is to hear of its failure, may be the attacker.
bool is_of_sender(const Facts& facts, const std::string& host) {
  const std::string& from = facts.sender().domain;
  const knowledge::Brand* brand = facts.knowledge.brands.owner_of(from);
  return knowledge::registrable_domain(host) == knowledge::registrable_domain(from) ||
         (brand != nullptr && facts.knowledge.brands.owner_of(host) == brand);
}

bool is_strangers_place(const Facts& facts, const Origin& origin) {
  const std::string& host = origin.host;
  return is_public(host) && !is_of_sender(facts, host) && (origin.web || !is_namesake_of_sender(facts, host)) &&
         !facts.recipient.is_own_domain(knowledge::registrable_domain(host)) && !is_in_cloud_of_documents(host);
}

struct Fetching {
  const attachments::Attachment* attachment = nullptr;
  Origin origin;
};

// A page of the web before a server of files.
std::optional<Fetching> fetching_in(const Facts& facts) {
  std::optional<Fetching> out;
  for (const attachments::Attachment& attachment : facts.attachments.all)
    for (const std::string& target : attachment.inspected.fetched) {
      Origin origin = origin_of(target);
      const bool better = !out || (origin.web && !out->origin.web);
      if (better && is_strangers_place(facts, origin)) out = {&attachment, std::move(origin)};
    }
  return out;
}

Findings find(const Facts& facts) {
  const auto fetching = fetching_in(facts);
  if (!fetching || is_from_known_sender(facts)) return {};
  const std::string domain = links::shown_host(facts.knowledge.brands.deciding_domain(fetching->origin.host));
  const knowledge::LureFound* pretext = facts.told.first_of(knowledge::LureGroup::pretext);
  if (pretext == nullptr || !fetching->origin.web)
    return {about_attachment(attachment_remote_content, facts, *fetching->attachment, {{"domain", domain}})};
  return {about_attachment(attachment_remote_with_pretext, facts, *fetching->attachment,
                           {{"domain", domain}, {"phrase", facts.told.quote(*pretext)}})};
}

}  // namespace

extern const Check check_remote_content = {{&attachment_remote_with_pretext, &attachment_remote_content}, find};

}  // namespace fuwake::evidence
