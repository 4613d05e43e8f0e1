// The sender's Date against the time at which the recipient's own server took the mail over. Clocks go
// wrong by hours and time zones by half a day; mails wait for days in queues.
#include "evidence/check.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType route_dated_ahead{
    .id = "route.dated-ahead",
    .family = Family::route,
    .kind = Kind::anomaly,
    .arguments = {{"date", ArgumentType::time}, {"arrival", ArgumentType::time}},
    .technique = "forged-record",
};

Findings find(const Facts& facts) {
  constexpr std::int64_t day = 24 * 3600;
  const route::Hop* hop = facts.route.handed_over();
  if (hop == nullptr || !hop->received.time || !facts.mail.date) return {};
  const std::int64_t ahead = *facts.mail.date - *hop->received.time;
  if (ahead <= 2 * day) return {};
  return {{route_dated_ahead,
           {{"date", mail::to_rfc3339(*facts.mail.date)}, {"arrival", mail::to_rfc3339(*hop->received.time)}},
           {{facts.mail.span_of("date"), mail::to_rfc3339(*facts.mail.date)}}}};
}

}  // namespace

extern const Check check_dates = {{&route_dated_ahead}, find};

}  // namespace fuwake::evidence
