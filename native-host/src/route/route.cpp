#include "route/route.h"

#include <algorithm>

#include "text/ascii.h"

namespace fuwake::route {
namespace {

using knowledge::MailService;

// A name that means something only where it was written: "localhost", "filter", "ex01.corp.local".
bool is_local_name(std::string_view host) {
  if (host.find('.') == std::string_view::npos || host.starts_with('[')) return true;
  for (const std::string_view suffix : {".local", ".lan", ".internal", ".localdomain", ".intra", ".corp"})
    if (host.ends_with(suffix)) return true;
  return knowledge::IpAddress::parse(host).has_value();
}

bool is_private(const mail::Received& received) {
  return received.ip && !received.ip->is_public() && !received.ip->is_documentation();
}

bool is_loopback(const knowledge::IpAddress& ip) {
  const std::string text = ip.to_string();
  return text == "::1" || (ip.is_v4() && text.starts_with("127."));
}

std::string protocol_of(const mail::Received& received) {
  return text::to_lower(received.protocol.substr(0, 20));
}

bool was_fetched(const mail::Received& received) {
  const std::string protocol = protocol_of(received);
  return protocol.starts_with("pop3") || protocol.starts_with("imap");
}

// Dovecot's and Cyrus' LMTP, Exim's "local", SpamAssassin's wrapper: spoken by one's own programs alone.
bool was_delivered_within(const mail::Received& received) {
  const std::string protocol = protocol_of(received);
  return protocol.starts_with("lmtp") || protocol == "local" || protocol == "spamassassin";
}

// RFC 3848: an "A" tells that a user of the server had logged in ("ESMTPA", "ESMTPSA", "UTF8SMTPSA").
bool was_submitted(const mail::Received& received) {
  const std::string protocol = protocol_of(received);
  return protocol.ends_with("smtpa") || protocol.ends_with("smtpsa");
}

// What container networks and routers call the far side of a translated connection, whoever stands behind it.
bool is_name_of_gateway(std::string_view host) {
  const std::string_view label = host.substr(0, host.find('.'));
  return label == "_gateway" || label == "gateway" || label == "router" || host.ends_with(".docker.internal") ||
         host.ends_with(".containers.internal");
}

std::string_view first_label(std::string_view host) {
  return host.substr(0, host.find('.'));
}

class Tracer {
 public:
  Tracer(Route& route, const mail::Recipient& recipient, const knowledge::Knowledge& knowledge)
      : route_(route), recipient_(recipient), services_(knowledge.mail_services) {
    for (const std::string& id : recipient.authserv_ids) own_.push_back(services_.family_of(id));
    for (const std::string& domain : recipient.domains)
      if (!recipient.inferred && !services_.is_free_mail(domain)) own_.push_back(services_.family_of(domain));
  }

  void judge_trust() {
    for (std::size_t i = 0; i < route_.hops.size(); ++i) {
      Hop& hop = route_.hops[i];
      if (passes_on(i)) {
        hop.trust = Trust::recorded;
        continue;
      }
      hop.trust = Trust::hand_over;
      route_.hand_over = i;
      route_.reason = reason(hop.received);
      route_.within = is_private(hop.received) && !hop.received.doubtful && greets_as_ours(hop.received);
      return;
    }
  }

 private:
  bool is_own(const std::string& host) const {
    return std::find(own_.begin(), own_.end(), services_.family_of(host)) != own_.end();
  }

  bool is_ours(const std::string& host, const mail::Received& received) const {
    return is_own(host) || (!received.by.empty() && services_.family_of(host) == services_.family_of(received.by));
  }

  // A step among the recipient's own servers. A HELO alone proves nothing: a stranger may greet us with
  // our own name.
  bool passes_on(std::size_t index) {
    const mail::Received& received = route_.hops[index].received;
    if (!received.has_from) return true;
    if (received.doubtful) return false;
    if (services_.is_internal(received.by) || was_delivered_within(received)) return true;
    // Only our own fetchmail writes so; below a hop that came over the network a stranger may.
    if (at_home_ && was_fetched(received)) {
      at_home_ = false;
      return fetched_ = true;
    }
    if (!received.ip) return false;
    if (is_private(received)) {
      at_home_ &= is_loopback(*received.ip);
      return came_from_within(index);
    }
    at_home_ = false;
    if (in_front_of_us(index)) {
      filtered_ = true;
      route_.filtered = index;
      return true;
    }
    return received.rdns_verified && is_ours(received.rdns, received);
  }

  // Docker, a load balancer or a provider's translation give every stranger a private address. It is one of ours if
  // nothing that a stranger says makes it so.
  bool came_from_within(std::size_t index) {
    const mail::Received& received = route_.hops[index].received;
    if (was_submitted(received)) return true;
    if (!greets_as_ours(received)) return false;
    if (is_loopback(*received.ip)) return true;
    if (received.rdns_verified)
      return !is_name_of_gateway(received.rdns) && (is_local_name(received.rdns) || is_ours(received.rdns, received)) &&
             (first_label(received.from) == first_label(received.rdns) ||
              (is_ours(received.from, received) && is_ours(received.rdns, received)));
    // No name recorded: another of our hosts, if it wrote the hop below. A stranger behind a translation who knows its
    // name can write the same, so what stands below confirms nothing.
    const bool joined = index + 1 < route_.hops.size() && route_.hops[index + 1].received.by == received.from;
    if (!joined || received.from == received.by || !is_ours(received.from, received)) return false;
    if (!route_.uncertain) route_.uncertain = index;
    return true;
  }

  bool greets_as_ours(const mail::Received& received) const {
    const std::string& from = received.from;
    if (from.empty()) return is_loopback(*received.ip);
    std::string_view literal = from;
    if (literal.starts_with('[')) literal = literal.substr(1, literal.find(']') - 1);
    if (literal.starts_with("ipv6:")) literal.remove_prefix(5);
    if (const auto ip = knowledge::IpAddress::parse(literal)) return *ip == *received.ip;
    return (!from.starts_with('[') && is_local_name(from)) || is_ours(from, received);
  }

  // A filter is known by the name of its host, where the receiver verified it; the hop below must be its own. Its
  // operator's network is none: customers have their machines there too.
  bool in_front_of_us(std::size_t index) const {
    const mail::Received& received = route_.hops[index].received;
    if (!received.rdns_verified || index + 1 >= route_.hops.size()) return false;
    const MailService* filter = services_.find(route_.hops[index + 1].received.by);
    return filter != nullptr && filter->kind == MailService::Kind::mail_filter &&
           services_.find(received.rdns) == filter;
  }

  Reason reason(const mail::Received& received) const {
    if (filtered_) return Reason::filter;
    const std::string by = services_.family_of(received.by);
    for (const std::string& id : recipient_.authserv_ids)
      if (services_.family_of(id) == by) return Reason::authserv_id;
    if (fetched_) return Reason::fetched;
    const auto& domains = recipient_.domains;
    const bool own = is_own(received.by) || std::any_of(domains.begin(), domains.end(), [&](const std::string& domain) {
                       return !services_.is_free_mail(domain) && services_.family_of(domain) == by;
                     });
    return own ? Reason::own_domain : Reason::delivering_server;
  }

  Route& route_;
  const mail::Recipient& recipient_;
  const knowledge::MailServices& services_;
  std::vector<std::string> own_;  // told by the user alone: a Delivered-To field may be the sender's
  bool filtered_ = false;
  bool fetched_ = false;
  bool at_home_ = true;  // all hops so far were within the machine that the mail arrived on
};

// Can the host that handed the mail over be the one that wrote the hop below? Honest chains have gaps
// too, where a name is local or an address is translated; only two public names that differ tell.
bool can_be_joined(const Hop& hop, const Hop& below, const knowledge::MailServices& services) {
  const mail::Received& received = hop.received;
  const std::string& by = below.received.by;
  if (!received.has_from || is_private(received) || is_local_name(by)) return true;
  const std::string family = services.family_of(by);
  bool named = false;
  for (const std::string* name : {&received.rdns, &received.from}) {
    if (name->empty() || is_local_name(*name)) continue;
    named = true;
    if (services.family_of(*name) == family) return true;
  }
  return !named;
}

}  // namespace

std::string Hop::verified_name() const {
  return received.rdns_verified ? received.rdns : "";
}

const std::string& Hop::sender() const {
  const bool named = !received.rdns.empty() && !knowledge::IpAddress::parse(received.rdns);
  return named ? received.rdns : received.from;
}

const Hop* Route::from_outside() const {
  return within ? nullptr : handed_over();
}

std::optional<std::size_t> Route::last_certain() const {
  return uncertain ? uncertain : reception();
}

std::optional<std::size_t> Route::reception() const {
  if (hand_over) return hand_over;
  for (std::size_t i = hops.size(); i-- > 0;)
    if (hops[i].trust == Trust::recorded && hops[i].received.has_from) return i;
  return std::nullopt;
}

Route trace(const mail::Mail& mail, const mail::Recipient& recipient, const knowledge::Knowledge& knowledge) {
  Route route;
  for (const mail::ReceivedField& field : mail.received) {
    Hop hop;
    hop.received = field.received;
    hop.span = field.span;
    if (hop.received.ip) hop.network = knowledge.networks->find(*hop.received.ip);
    route.hops.push_back(std::move(hop));
  }
  for (std::size_t i = 0; i + 1 < route.hops.size(); ++i) {
    Hop& hop = route.hops[i];
    const Hop& below = route.hops[i + 1];
    if (hop.received.time && below.received.time) hop.delay = *hop.received.time - *below.received.time;
    hop.joins_next = can_be_joined(hop, below, knowledge.mail_services);
  }
  Tracer(route, recipient, knowledge).judge_trust();
  route.forwarding = find_forwarding(mail);
  route.mailing_list = find_mailing_list(mail);
  return route;
}

}  // namespace fuwake::route
