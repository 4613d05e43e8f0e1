// The record below the hand-over, which the sender may have invented: hops that cannot be joined, times
// that run backwards, hops later than the mail's arrival, and hops that name the brand in whose name the
// mail comes although nothing leads from there to here.
#include "evidence/check.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType route_broken_chain{
    .id = "route.broken-chain",
    .family = Family::route,
    .kind = Kind::note,
    .arguments = {{"host", ArgumentType::host}, {"by", ArgumentType::host}},
};

constexpr FindingType route_forged_brand_hop{
    .id = "route.forged-brand-hop",
    .family = Family::route,
    .kind = Kind::anomaly,
    .arguments = {{"brand", ArgumentType::brand}, {"host", ArgumentType::host}},
    .technique = "forged-record",
};

constexpr FindingType route_hop_in_future{
    .id = "route.hop-in-future",
    .family = Family::route,
    .kind = Kind::anomaly,
    .arguments = {{"time", ArgumentType::time}, {"arrival", ArgumentType::time}},
    .technique = "forged-record",
};

constexpr FindingType route_times_backwards{
    .id = "route.times-backwards",
    .family = Family::route,
    .kind = Kind::anomaly,
    .arguments = {{"time", ArgumentType::time}, {"earlier", ArgumentType::time}},
    .technique = "forged-record",
};

constexpr std::int64_t hour = 3600;
constexpr std::int64_t day = 24 * hour;

const knowledge::Brand* brand_of_hop(const Facts& facts, const mail::Received& received) {
  // What the writer of the hop is said to be, and what it is said to have recorded.
  for (const std::string* host : {&received.by, &received.rdns, &received.from})
    if (const knowledge::Brand* brand = facts.knowledge.brands.owner_of(*host)) return brand;
  return nullptr;
}

// The brand that the mail gives itself out for, rightly or not.
const knowledge::Brand* claimed_brand(const Facts& facts) {
  if (const knowledge::Brand* brand = facts.claimed) return brand;
  const std::string& domain = facts.mail.from.front().domain;
  return facts.knowledge.mail_services.is_free_mail(domain) ? nullptr : facts.knowledge.brands.owner_of(domain);
}

Findings find_gap(const Facts& facts, std::size_t hand_over) {
  const auto& hops = facts.route.hops;
  for (std::size_t i = hand_over; i + 1 < hops.size(); ++i) {
    if (hops[i].joins_next) continue;
    const mail::Received& below = hops[i + 1].received;
    Findings findings = {
        {route_broken_chain, {{"host", hops[i].sender()}, {"by", below.by}}, {{hops[i + 1].span, below.by}}}};
    const knowledge::Brand* claimed = claimed_brand(facts);
    if (claimed == nullptr || facts.knowledge.brands.owner_of(hops[hand_over].sender()) == claimed) return findings;
    const auto& results = facts.authentication;
    if (results && results->authenticates(facts.mail.from.front().domain)) return findings;
    for (std::size_t j = i + 1; j < hops.size(); ++j)
      if (brand_of_hop(facts, hops[j].received) == claimed) {
        findings.push_back({route_forged_brand_hop,
                            {{"brand", claimed->id}, {"host", hops[hand_over].sender()}},
                            {{hops[j].span, hops[j].received.by}}});
        break;
      }
    return findings;
  }
  return {};
}

Findings find_wrong_times(const Facts& facts, std::size_t hand_over) {
  const auto& hops = facts.route.hops;
  const auto arrival = hops[hand_over].received.time;
  if (!arrival) return {};
  for (std::size_t i = hand_over + 1; i < hops.size(); ++i) {
    const auto time = hops[i].received.time;
    if (time && *time > *arrival + day)
      return {{route_hop_in_future,
               {{"time", mail::to_rfc3339(*time)}, {"arrival", mail::to_rfc3339(*arrival)}},
               {{hops[i].span, mail::to_rfc3339(*time)}}}};
  }
  // Clocks are wrong by minutes, zones by whole hours up to half a day.
  for (std::size_t i = hand_over; i + 1 < hops.size(); ++i) {
    const auto delay = hops[i].delay;
    if (delay && *delay < -12 * hour)
      return {{route_times_backwards,
               {{"time", mail::to_rfc3339(*hops[i].received.time)},
                {"earlier", mail::to_rfc3339(*hops[i + 1].received.time)}},
               {{hops[i].span, mail::to_rfc3339(*hops[i].received.time)}}}};
  }
  return {};
}

Findings find(const Facts& facts) {
  const auto& hand_over = facts.route.hand_over;
  if (!hand_over || facts.mail.from.empty()) return {};
  Findings findings = find_gap(facts, *hand_over);
  for (Finding& finding : find_wrong_times(facts, *hand_over)) findings.push_back(std::move(finding));
  return findings;
}

}  // namespace

extern const Check check_chain = {
    {&route_broken_chain, &route_forged_brand_hop, &route_hop_in_future, &route_times_backwards}, find};

}  // namespace fuwake::evidence
