// The sender's Date against the time at which the recipient's own server took the mail over. Clocks go
// wrong by hours and time zones by half a day; mails wait for days in queues.
#include "evidence/checks.h"

namespace fuwake::evidence {

Findings check_dates(const Material& material) {
  constexpr std::int64_t day = 24 * 3600;
  const route::Hop* hop = material.route.handed_over();
  if (hop == nullptr || !hop->received.time || !material.mail.date) return {};
  const std::int64_t ahead = *material.mail.date - *hop->received.time;
  if (ahead <= 2 * day) return {};
  return {{"route.dated-ahead",
           Family::route,
           Kind::anomaly,
           {{"date", mail::to_rfc3339(*material.mail.date)}, {"arrival", mail::to_rfc3339(*hop->received.time)}},
           {{material.mail.span_of("date"), mail::to_rfc3339(*material.mail.date)}}}};
}

}  // namespace fuwake::evidence
