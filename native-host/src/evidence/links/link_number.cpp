// Hosts that are numbers instead of names: nobody had to register them, and a reader can tell nothing from
// them. Written in octal, hexadecimal or as one number they are hidden even from those who could. A picture or a
// button is what organisations send, and they have names. Routers and printers mail links to private addresses.
#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "knowledge/ip_address.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType link_port{
    .id = "link.port",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"port", ArgumentType::text}, {"domain", ArgumentType::domain}},
    .technique = "numeric-host",
};

constexpr FindingType link_disguised_number{
    .id = "link.disguised-number",
    .family = Family::links,
    .kind = Kind::deception,
    .arguments = {{"written", ArgumentType::foreign_domain}, {"domain", ArgumentType::domain}},
    .technique = "numeric-host",
};

constexpr FindingType link_button_to_number{
    .id = "link.button-to-number",
    .family = Family::links,
    .kind = Kind::deception,
    .arguments = {{"domain", ArgumentType::domain}},
    .technique = "numeric-host",
};

constexpr FindingType link_number{
    .id = "link.number",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain}},
    .technique = "numeric-host",
};

constexpr FindingType link_same_network{
    .id = "link.same-network",
    .family = Family::links,
    .kind = Kind::anomaly,
    .technique = "numeric-host",
};

// What stands between "://" (and a user's name) and the next "/", ":", "?" or "#", as it was written.
std::string written_host(const std::string& target) {
  const auto slashes = target.find("//");
  if (slashes == std::string::npos) return {};
  std::string rest = target.substr(slashes + 2);
  rest = rest.substr(0, rest.find_first_of("/\\?#"));
  if (const auto at = rest.rfind('@'); at != std::string::npos) rest = rest.substr(at + 1);
  return rest.substr(0, rest.find(':'));
}

bool runs_where_mail_came_from(const Facts& facts, const knowledge::IpAddress& address) {
  const route::Hop* hop = facts.route.handed_over();
  const auto network = facts.knowledge.networks->find(address);
  return hop != nullptr && hop->network && network && network->asn != 0 && network->asn == hop->network->asn;
}

Findings find(const Facts& facts) {
  Findings findings;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web()) continue;
    const links::Url& url = *link.destination;
    const bool number = url.host_kind == links::HostKind::ipv4 || url.host_kind == links::HostKind::ipv6;
    if (url.port && !number && *url.port != 8080 && *url.port != 8443) {
      findings.push_back(about_link(link_port, link, {{"port", std::to_string(*url.port)}}));
      return findings;
    }
    if (!number) continue;
    const std::string bare = url.host_kind == links::HostKind::ipv6 && url.host.size() > 2
                                 ? url.host.substr(1, url.host.size() - 2)
                                 : url.host;
    const auto address = knowledge::IpAddress::parse(bare);
    if (!address || (!address->is_public() && !address->is_documentation())) continue;
    const bool button =
        link.raw.image || link.raw.kind == page::ReferenceKind::form || link.raw.kind == page::ReferenceKind::vml;
    const bool disguised = link.around.empty() && url.host_kind == links::HostKind::ipv4 &&
                           text::to_lower(written_host(link.raw.target)) != url.host &&
                           !written_host(link.raw.target).empty();
    findings.push_back(about_link(disguised ? link_disguised_number
                                  : button  ? link_button_to_number
                                            : link_number,
                                  link, {{"written", written_host(link.raw.target)}}));
    if (runs_where_mail_came_from(facts, *address)) findings.push_back(about_link(link_same_network, link));
    return findings;
  }
  return findings;
}

}  // namespace

extern const Check check_link_number = {
    {&link_port, &link_disguised_number, &link_button_to_number, &link_number, &link_same_network}, find};

}  // namespace fuwake::evidence
