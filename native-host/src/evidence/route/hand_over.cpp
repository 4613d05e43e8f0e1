// Who handed the mail over to the recipient's server, and who runs that address: the last fact on
// the record. Always stated.
#include "evidence/check.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType route_handed_over{
    .id = "route.handed-over",
    .family = Family::route,
    .kind = Kind::note,
    .arguments = {{"host", ArgumentType::host},
                  {"address", ArgumentType::host},
                  {"by", ArgumentType::host},
                  {"known", ArgumentType::choice},
                  {"organisation", ArgumentType::organisation},
                  {"country", ArgumentType::country}},
};

Findings find(const Facts& facts) {
  const route::Hop* hop = facts.route.handed_over();
  if (hop == nullptr || !hop->received.ip) return {};
  const mail::Received& received = hop->received;
  Arguments arguments = {{"host", hop->sender()},
                         {"address", received.ip->to_string()},
                         {"by", received.by},
                         {"known", hop->network && !hop->network->organisation.empty() ? "operator" : "none"}};
  if (hop->network) {
    arguments["organisation"] = hop->network->organisation;
    arguments["country"] = hop->network->country_code;
  }
  return {{route_handed_over, std::move(arguments), {{hop->span, received.ip->to_string()}}}};
}

}  // namespace

extern const Check check_hand_over = {{&route_handed_over}, find};

}  // namespace fuwake::evidence
