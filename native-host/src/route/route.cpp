#include "route/route.h"

#include "knowledge/public_suffixes.h"

namespace fuwake::route {
namespace {

using knowledge::registrable_domain;

// A step inside one organisation: no sender is named, or its address is private, or it carries the
// receiver's own domain in the reverse name that the receiver looked up itself. A HELO alone proves
// nothing: a stranger may greet us with our own name.
bool is_internal(const mail::Received& received) {
  if (!received.has_from) return true;
  if (received.ip && !received.ip->is_public() && !received.ip->is_documentation()) return true;
  const std::string& sender = received.rdns.empty() && !received.ip ? received.from : received.rdns;
  if (sender.empty() || received.by.empty()) return !received.ip;
  return registrable_domain(sender) == registrable_domain(received.by);
}

void judge_trust(Route& route) {
  for (std::size_t i = 0; i < route.hops.size(); ++i) {
    Hop& hop = route.hops[i];
    if (is_internal(hop.received)) {
      hop.trust = Trust::recorded;
      continue;
    }
    hop.trust = Trust::hand_over;
    route.hand_over = i;
    return;
  }
}

}  // namespace

std::optional<std::size_t> Route::reception() const {
  if (hand_over) return hand_over;
  for (std::size_t i = hops.size(); i-- > 0;)
    if (hops[i].trust == Trust::recorded && hops[i].received.has_from) return i;
  return std::nullopt;
}

Route trace(const mail::Mail& mail, const knowledge::Knowledge& knowledge) {
  Route route;
  for (const mail::ReceivedField& field : mail.received)
    route.hops.push_back({field.received, field.span, Trust::claimed, std::nullopt, std::nullopt});
  judge_trust(route);
  for (std::size_t i = 0; i < route.hops.size(); ++i) {
    Hop& hop = route.hops[i];
    if (hop.received.ip) hop.network = knowledge.networks->find(*hop.received.ip);
    if (i + 1 < route.hops.size() && hop.received.time && route.hops[i + 1].received.time)
      hop.delay = *hop.received.time - *route.hops[i + 1].received.time;
  }
  return route;
}

}  // namespace fuwake::route
