// A link to a machine by the name that its hoster gave it ("20-218-142-124.cloud.example",
// "ec2-203-0-113-5.compute.example"): the number of a rented computer in letters, which nobody registered and which is
// somebody else's tomorrow. Developers mail each other such links.
#include <array>
#include <string>
#include <string_view>

#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "facts/sender.h"
#include "knowledge/ip_address.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType link_machine{
    .id = "link.machine",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"host", ArgumentType::domain}},
    .technique = "numeric-host",
};

bool is_public(const std::string& address) {
  const auto parsed = knowledge::IpAddress::parse(address);
  return parsed && (parsed->is_public() || parsed->is_documentation());
}

// Four numbers of an IPv4 address in a row, forwards or backwards, parted by dashes or dots, with a name behind them.
bool names_a_machine(std::string_view host) {
  std::string address, turned;
  int numbers = 0;
  for (std::size_t at = 0; at < host.size();) {
    const std::size_t begin = at;
    while (at < host.size() && host[at] >= '0' && host[at] <= '9') ++at;
    const std::size_t digits = at - begin;
    const bool parted = at < host.size() && (host[at] == '-' || host[at] == '.');
    if (digits >= 1 && digits <= 3) {
      const std::string number(host.substr(begin, digits));
      address += (numbers > 0 ? "." : "") + number;
      turned = number + (numbers > 0 ? "." : "") + turned;
      if (++numbers == 4) {
        // Backwards only where forwards it is none: 192.168.0.4 is a printer at home.
        constexpr std::string_view multicast_and_beyond = "224";
        const std::string first = address.substr(0, address.find('.'));
        const bool backwards = first.size() == 3 && first >= multicast_and_beyond;
        return parted && is_public(backwards ? turned : address);
      }
    }
    if (digits < 1 || digits > 3 || !parted) {
      numbers = 0;
      address.clear();
      turned.clear();
    }
    if (digits == 0 || parted) ++at;
  }
  return false;
}

Findings find(const Facts& facts) {
  for (const links::Link& link : facts.links.all)
    if (link.is_web() && link.destination->host_kind == links::HostKind::domain && names_a_machine(link.host()) &&
        !leads_to_sender(facts, link))
      return {about_link(link_machine, link, {{"host", link.host()}})};
  return {};
}

}  // namespace

extern const Check check_machine_link = {{&link_machine}, find};

}  // namespace fuwake::evidence
