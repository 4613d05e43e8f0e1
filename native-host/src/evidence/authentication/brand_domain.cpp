// The address is at a brand's own domain, but the recipient's server could not confirm it, and the mail
// was not handed over by the brand either: an exact-domain forgery. Forwarders and lists break the checks
// in good faith; services that send for the brand may lack its signature.
#include <algorithm>

#include "evidence/check.h"
#include "facts/demand.h"
#include "facts/sender.h"
#include "facts/trusted_authentication.h"
#include "knowledge/public_suffixes.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType authentication_brand_disowned{
    .id = "authentication.brand-disowned",
    .family = Family::authentication,
    .kind = Kind::deception,
    .arguments = {{"domain", ArgumentType::foreign_domain},
                  {"brand", ArgumentType::brand},
                  {"host", ArgumentType::host}},
    .technique = "exact-domain-spoofing",
};

constexpr FindingType authentication_brand_unproven{
    .id = "authentication.brand-unproven",
    .family = Family::authentication,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::foreign_domain},
                  {"brand", ArgumentType::brand},
                  {"host", ArgumentType::host}},
    .technique = "exact-domain-spoofing",
};

constexpr FindingType authentication_brand_unseen{
    .id = "authentication.brand-unseen",
    .family = Family::authentication,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::foreign_domain},
                  {"brand", ArgumentType::brand},
                  {"host", ArgumentType::host}},
    .technique = "exact-domain-spoofing",
};

// A mailbox provider that forwarded its user's mail, confirmed by SPF: Gmail's "+caf_=". Everything else that tells of
// forwarding and of lists a sender can write himself ("Resent-From: x" made a forged bank's mail look harmless).
bool is_known_forwarder(const Facts& facts, const facts::TrustedAuthentication& results) {
  const auto& forwarding = facts.route.forwarding;
  if (!forwarding || forwarding->by.empty() || results.spf != "pass") return false;
  const auto& services = facts.knowledge.mail_services;
  const knowledge::MailService* service = services.find(forwarding->by);
  return service != nullptr && service->kind == knowledge::MailService::Kind::free_mail &&
         services.find(results.spf_domain) == service;
}

// Every link is the brand's, nothing is attached, and no answer or call goes to anybody else: a forger has nothing of
// it. So look the mails that old forwarders and alumni lists pass on.
bool leads_home_alone(const Facts& facts, const knowledge::Brand& brand) {
  const auto is_home = [&](const std::string& host) { return facts.knowledge.brands.owner_of(host) == &brand; };
  const auto& replies = facts.mail.reply_to;
  bool leads_home = false;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web()) continue;
    if (!is_home(link.host())) return false;
    leads_home = true;
  }
  return leads_home && facts.attachments.all.empty() && !facts.page.asks_password && facts.page.attached.empty() &&
         !facts.told.has(knowledge::LureGroup::call) &&
         std::all_of(replies.begin(), replies.end(), [&](const mail::Address& reply) { return is_home(reply.domain); });
}

bool is_addressed_to(const Facts& facts, const std::string& host) {
  if (host.empty()) return false;
  const std::string domain = knowledge::registrable_domain(host);
  const auto& to = facts.mail.to;
  return std::any_of(to.begin(), to.end(), [&](const mail::Address& address) {
    return knowledge::registrable_domain(address.domain) == domain;
  });
}

// The receiving server wrote down no check. Then who handed the mail over is all that is known: a stranger, who wants
// something, and not one link is the brand's. Brands send through services that no table knows, and link home.
Findings unseen_by_server(const Facts& facts, const route::Hop& hop, const knowledge::Brand& brand) {
  const auto& services = facts.knowledge.mail_services;
  const std::uint32_t asn = hop.network ? hop.network->asn : 0;
  const bool known = facts::came_through_list(facts) || facts.route.forwarding ||
                     !(facts::demands(facts) || facts.told.has(knowledge::LureGroup::bill)) ||
                     facts.knowledge.brands.owner_of(hop.verified_name()) == &brand ||
                     services.bulk_sender(hop.verified_name(), asn) != nullptr;
  if (known) return {};
  const links::Link* elsewhere = nullptr;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web()) continue;
    const bool home = facts.knowledge.brands.owner_of(link.host()) == &brand ||
                      link.registrable_domain == knowledge::registrable_domain(facts.sender().domain);
    if (home || is_tracked(facts, link)) return {};
    if (elsewhere == nullptr) elsewhere = &link;
  }
  if (elsewhere == nullptr && !facts.told.has(knowledge::LureGroup::call)) return {};
  return {{authentication_brand_unseen,
           {{"domain", facts.sender().domain}, {"brand", brand.id}, {"host", hop.sender()}},
           {{facts.mail.span_of("from"), facts.sender().spec()}, {hop.span, hop.sender()}}}};
}

Findings find(const Facts& facts) {
  const route::Hop* hop = facts.route.handed_over();
  if (hop == nullptr) return {};
  const mail::Address& from = facts.sender();
  const auto& services = facts.knowledge.mail_services;
  const knowledge::Brand* brand = facts.knowledge.brands.owner_of(from.domain);
  if (brand == nullptr || services.is_free_mail(from.domain)) return {};
  const auto& results = facts.authentication;
  if (!results) return unseen_by_server(facts, *hop, *brand);
  if (results->authenticates(from.domain) || is_known_forwarder(facts, *results)) return {};
  // The brand itself publishes how its mail is to be checked; "fail" is its own word against the mail.
  const bool failed = results->dmarc == "fail";
  const bool passed_on = facts::came_through_list(facts) || facts.route.forwarding;
  if (passed_on && !failed) return {};
  // Of a hop that the sender may have invented neither name nor network excuses.
  const bool recorded = !facts.route.uncertain;
  if (recorded && facts.knowledge.brands.owner_of(hop->verified_name()) == brand) return {};
  const std::uint32_t asn = hop->network ? hop->network->asn : 0;
  // An old boys' forwarder, or a university's: the mail is addressed to it, and it hands over what it got.
  const bool home = leads_home_alone(facts, *brand);
  if (recorded && home && is_addressed_to(facts, hop->verified_name())) return {};
  // Everybody's machines stand in a mailing service's or a cloud's network: that excuses what was not checked, and not
  // what the brand's own rules refuse.
  const bool shared = recorded && (services.bulk_sender(hop->verified_name(), asn) != nullptr ||
                                   (asn != 0 && facts.knowledge.brands.operator_of(asn) == brand));
  if (shared && !failed) return {};
  // Lists and forwarders that rewrite the envelope break signatures in good faith, and so does a brand that sends by a
  // service and forgot to sign: worth a look, and no deception.
  const bool rewritten =
      facts::came_through_list(facts) || (facts.route.forwarding && !facts.route.forwarding->by.empty());
  const bool disowned = failed && !rewritten && !shared && !home;
  return {{disowned ? authentication_brand_disowned : authentication_brand_unproven,
           {{"domain", from.domain}, {"brand", brand->id}, {"host", hop->sender()}},
           {{facts.mail.span_of("from"), from.spec()}, {hop->span, hop->sender()}}}};
}

}  // namespace

extern const Check check_brand_domain = {
    {&authentication_brand_disowned, &authentication_brand_unproven, &authentication_brand_unseen}, find};

}  // namespace fuwake::evidence
