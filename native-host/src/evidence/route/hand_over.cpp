// Who handed the mail over to the recipient's server, and who runs that address: the last fact on
// the record. Always stated.
#include "evidence/checks.h"

namespace fuwake::evidence {

Findings check_hand_over(const Facts& facts) {
  const route::Hop* hop = facts.route.handed_over();
  if (hop == nullptr || !hop->received.ip) return {};
  const mail::Received& received = hop->received;
  std::map<std::string, std::string> arguments = {
      {"host", hop->sender()},
      {"address", received.ip->to_string()},
      {"by", received.by},
      {"known", hop->network && !hop->network->organisation.empty() ? "operator" : "none"}};
  if (hop->network) {
    arguments["organisation"] = hop->network->organisation;
    arguments["asn"] = std::to_string(hop->network->asn);
    arguments["country"] = hop->network->country_code;
    arguments["city"] = hop->network->city;
  }
  return {
      {"route.handed-over", Family::route, Kind::note, std::move(arguments), {{hop->span, received.ip->to_string()}}}};
}

}  // namespace fuwake::evidence
