#include "report/who_sent_it.h"

#include <algorithm>
#include <cmath>

#include "report/printable.h"
#include "report/spoken_arguments.h"

namespace fuwake::report {
namespace {

using nlohmann::json;

const char* name_of(route::Trust trust) {
  switch (trust) {
    case route::Trust::recorded:
      return "recorded";
    case route::Trust::hand_over:
      return "handOver";
    case route::Trust::claimed:
      return "claimed";
  }
  return "";
}

const char* name_of(route::Reason reason) {
  switch (reason) {
    case route::Reason::delivering_server:
      return "reason.deliveringServer";
    case route::Reason::authserv_id:
      return "reason.authservId";
    case route::Reason::own_domain:
      return "reason.ownDomain";
    case route::Reason::fetched:
      return "reason.fetched";
    case route::Reason::filter:
      return "reason.filter";
  }
  return "";
}

json value_or_null(const std::optional<std::string>& value) {
  return value ? json(printable(*value, 40)) : json();
}

json time_or_null(const std::optional<mail::UnixTime>& time) {
  return time ? json(mail::to_rfc3339(*time)) : json();
}

// Header names of a signature, each once, in a line.
std::string listed(const std::vector<std::string>& names) {
  std::string out;
  std::vector<std::string> seen;
  for (const std::string& name : names) {
    if (std::find(seen.begin(), seen.end(), name) != seen.end()) continue;
    seen.push_back(name);
    out += (out.empty() ? "" : ", ") + name;
  }
  return printable(out, 400);
}

Argument foreign(const std::string& host) {
  return {SegmentKind::foreign_domain, printable(host)};
}

Argument quotation(const std::string& text) {
  return {SegmentKind::quotation, printable(text, 80)};
}

// "Denver (Ballpark District)" → "Denver": what is estimated to a neighbourhood is not known to it.
std::string without_neighbourhood(const std::string& town) {
  return town.substr(0, town.find(" ("));
}

}  // namespace

std::string WhoSentIt::operator_name() const {
  const route::Hop* hop = dissection_.facts.route.handed_over();
  if (hop == nullptr || !hop->network) return "";
  if (const knowledge::Brand* brand = knowledge_.brands.operator_of(hop->network->asn))
    return brand->names.in(say_.language());
  return printable(hop->network->organisation);
}

json WhoSentIt::facts() const {
  const route::Hop* hop = dissection_.facts.route.handed_over();
  if (hop == nullptr) return nullptr;
  const mail::Received& received = hop->received;
  return {{"host", printable(hop->sender())},
          {"address", received.ip ? json(received.ip->to_string()) : json()},
          {"operator", operator_name()},
          {"network", network(hop->network)}};
}

std::string WhoSentIt::place_of(const knowledge::Network& network) const {
  const auto in_language = [&](const std::string& name) {
    return knowledge_.places.name(network.country_code, name, say_.language());
  };
  const std::string city = in_language(without_neighbourhood(network.city));
  const std::string country = say_.country(network.country_code);
  if (city.empty() || country.empty()) return printable(city + country);
  if (network.country_code == say_.say("labels", "homeCountry")) {
    const std::string region = in_language(network.region);
    return printable(region == city ? city : region + city);
  }
  return say_.say("labels", "cityInCountry", {{"city", printable(city)}, {"country", country}});
}

Argument WhoSentIt::handed_over_by() const {
  const route::Hop& hop = *dissection_.facts.route.handed_over();
  if (std::string name = operator_name(); !name.empty()) return {SegmentKind::brand, std::move(name)};
  if (std::string host = printable(hop.sender()); !host.empty()) return foreign(host);
  if (hop.received.ip) return {SegmentKind::address, hop.received.ip->to_string()};
  return say_.say("labels", "somebodyUnknown");
}

Segments WhoSentIt::gist() const {
  const auto gist = [this](const char* key, const Arguments& arguments = {}) {
    return say_.tell("labels", std::string("gist.") + key, arguments);
  };
  const auto& route = dissection_.facts.route;
  if (route.hops.empty()) return gist("none");
  const auto& from = dissection_.facts.mail.from;
  const std::string domain = from.empty() ? "" : from.front().domain;
  const route::Hop* hop = route.handed_over();
  const auto& results = dissection_.facts.authentication;
  if (results && !domain.empty() && results->authenticates(domain)) {
    const auto* service = hop == nullptr ? nullptr
                                         : knowledge_.mail_services.bulk_sender(hop->verified_name(),
                                                                                hop->network ? hop->network->asn : 0);
    if (service == nullptr || knowledge_.mail_services.find(domain) == service)
      return gist("confirmed", {{"domain", deciding_domain(domain)}});
    return gist("confirmed-by-service", {{"domain", deciding_domain(domain)},
                                         {"service", {SegmentKind::brand, service->names.in(say_.language())}}});
  }
  if (hop == nullptr) {
    const auto reception = route.reception();
    return reception ? gist("within", {{"by", foreign(route.hops[*reception].received.by)}}) : gist("none");
  }
  const Argument by = handed_over_by();
  if (route.mailing_list) return gist("listed", {{"list", quotation(route.mailing_list->name)}, {"operator", by}});
  const Argument claimed = domain.empty() ? Argument(say_.say("labels", "noSender")) : foreign(domain);
  if (const auto& forwarding = route.forwarding)
    return gist("forwarded", {{"domain", claimed},
                              {"forwarder", foreign(forwarding->by)},
                              {"known", forwarding->by.empty() ? "none" : "forwarder"}});
  const std::string place = hop->network ? place_of(*hop->network) : "";
  const Arguments arguments = {
      {"domain", claimed}, {"operator", by}, {"place", place}, {"placed", place.empty() ? "none" : "known"}};
  const bool failed = results && results->dmarc == "fail";
  return gist(failed ? "failed" : "unconfirmed", arguments);
}

json WhoSentIt::network(const std::optional<knowledge::Network>& network) const {
  if (!network) return nullptr;
  const knowledge::Brand* brand = knowledge_.brands.operator_of(network->asn);
  const auto in_language = [&](const std::string& name) {
    return printable(knowledge_.places.name(network->country_code, name, say_.language()));
  };
  json out = {{"asn", network->asn},
              {"organisation", printable(network->organisation)},
              {"knownAs", brand != nullptr ? json(brand->names.in(say_.language())) : json()},
              {"countryCode", network->country_code},
              {"country", say_.country(network->country_code)},
              {"region", in_language(network->region)},
              {"city", in_language(without_neighbourhood(network->city))},
              {"approximate", true}};
  if (network->coordinates) {
    out["latitude"] = std::round(network->coordinates->latitude * 100) / 100;
    out["longitude"] = std::round(network->coordinates->longitude * 100) / 100;
  }
  return out;
}

json WhoSentIt::hop(const route::Hop& hop) const {
  const mail::Received& received = hop.received;
  json out = {{"from", printable(received.from)},
              {"reverseName", printable(received.rdns)},
              {"address", received.ip ? json(received.ip->to_string()) : json()},
              {"by", printable(received.by)},
              {"protocol", printable(received.protocol)},
              {"encrypted", received.encrypted ? json(*received.encrypted) : json()},
              {"private", received.ip && !received.ip->is_public() && !received.ip->is_documentation()},
              {"time", time_or_null(received.time)},
              {"moment", received.time ? json(say_.moment(*received.time)) : json()},
              {"delaySeconds", hop.delay ? json(*hop.delay) : json()},
              {"delay", hop.delay ? json(say_.duration(*hop.delay)) : json()},
              {"joinsNext", hop.joins_next},
              {"trust", name_of(hop.trust)},
              {"network", network(hop.network)}};
  return out;
}

json WhoSentIt::route() const {
  const auto& route = dissection_.facts.route;
  json hops = json::array();
  for (const route::Hop& each : route.hops) {
    if (hops.size() >= most_hops_shown) break;
    hops.push_back(hop(each));
  }
  const std::size_t more = route.hops.size() - hops.size();
  const bool shown = route.hand_over && *route.hand_over < hops.size();
  const route::Hop* handed_over = route.handed_over();
  const Segments gist = this->gist();
  const Segments reason = handed_over == nullptr
                              ? Segments()
                              : say_.tell("labels", name_of(route.reason), {{"by", foreign(handed_over->received.by)}});
  return {{"gist", plain(gist)},
          {"gistSegments", to_json(gist)},
          {"hops", std::move(hops)},
          {"moreHops", more},
          {"handOver", shown ? json(*route.hand_over) : json()},
          {"reason", handed_over != nullptr ? json(plain(reason)) : json()},
          {"reasonSegments", to_json(reason)}};
}

json WhoSentIt::signatures() const {
  json out = json::array();
  for (const auto& [signature, span] : dissection_.facts.mail.signatures) {
    if (out.size() >= most_signatures_shown) break;
    std::vector<std::string> oversigned;
    for (const std::string& name : signature.headers)
      if (signature.oversigns(name, dissection_.facts.mail.headers().all(name).size())) oversigned.push_back(name);
    out.push_back({{"domain", printable(signature.domain)},
                   {"selector", printable(signature.selector)},
                   {"algorithm", printable(signature.algorithm, 40)},
                   {"covers", listed(signature.headers)},
                   {"protects", listed(oversigned)},
                   {"bodyLength", signature.body_length ? json(*signature.body_length) : json()},
                   {"signedAt", signature.signed_at ? json(say_.moment(*signature.signed_at)) : json()},
                   {"expires", signature.expires ? json(say_.moment(*signature.expires)) : json()}});
  }
  return out;
}

json WhoSentIt::authentication(const Segments& statement) const {
  const auto& results = dissection_.facts.authentication;
  json out = {{"reportedBy", nullptr},
              {"spf", nullptr},
              {"spfDomain", ""},
              {"dkim", nullptr},
              {"dkimDomain", ""},
              {"dmarc", nullptr},
              {"statement", plain(statement)},
              {"statementSegments", to_json(statement)},
              {"signatures", signatures()}};
  if (!results) return out;
  out["reportedBy"] = printable(results->authserv_id);
  out["spf"] = value_or_null(results->spf);
  out["spfDomain"] = printable(results->spf_domain);
  out["dkim"] = value_or_null(results->dkim);
  out["dkimDomain"] = printable(results->dkim_domain);
  out["dmarc"] = value_or_null(results->dmarc);
  return out;
}

}  // namespace fuwake::report
