#include "route/route.h"

#include <algorithm>

#include "mail/charsets.h"

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

bool was_fetched(const mail::Received& received) {
  const std::string protocol = mail::to_lower_ascii(received.protocol.substr(0, 8));
  return protocol.starts_with("pop3") || protocol.starts_with("imap");
}

class Tracer {
 public:
  Tracer(Route& route, const mail::Recipient& recipient, const knowledge::Knowledge& knowledge)
      : route_(route), recipient_(recipient), services_(knowledge.mail_services) {
    for (const std::string& id : recipient.authserv_ids) own_.push_back(services_.family_of(id));
    for (const std::string& domain : recipient.domains)
      if (!services_.is_free_mail(domain)) own_.push_back(services_.family_of(domain));
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
      return;
    }
  }

 private:
  bool is_own(const std::string& host) const {
    return std::find(own_.begin(), own_.end(), services_.family_of(host)) != own_.end();
  }

  // A step among the recipient's own servers. A HELO alone proves nothing: a stranger may greet us with
  // our own name.
  bool passes_on(std::size_t index) {
    const Hop& hop = route_.hops[index];
    const mail::Received& received = hop.received;
    if (!received.has_from || is_private(received) || services_.is_internal(received.by)) return true;
    // Only our own fetchmail writes so; below the newest hop a stranger may.
    if (index == 0 && was_fetched(received)) {
      fetched_ = true;
      return true;
    }
    if (in_front_of_us(index)) {
      filtered_ = true;
      return true;
    }
    const std::string& sender = received.rdns.empty() && !received.ip ? received.from : received.rdns;
    if (sender.empty() || received.by.empty()) return !received.ip;
    return services_.family_of(sender) == services_.family_of(received.by) || is_own(sender);
  }

  // A filter is known by the network of its address, which nobody can forge; the hop below must be its
  // own.
  bool in_front_of_us(std::size_t index) const {
    const Hop& hop = route_.hops[index];
    if (!hop.network || index + 1 >= route_.hops.size()) return false;
    const MailService* filter = services_.find(route_.hops[index + 1].received.by);
    if (filter == nullptr || filter->kind != MailService::Kind::mail_filter) return false;
    const auto& networks = filter->networks;
    return std::find(networks.begin(), networks.end(), hop.network->asn) != networks.end();
  }

  Reason reason(const mail::Received& received) const {
    if (filtered_) return Reason::filter;
    const std::string by = services_.family_of(received.by);
    for (const std::string& id : recipient_.authserv_ids)
      if (services_.family_of(id) == by) return Reason::authserv_id;
    if (fetched_) return Reason::fetched;
    return is_own(received.by) ? Reason::own_domain : Reason::delivering_server;
  }

  Route& route_;
  const mail::Recipient& recipient_;
  const knowledge::MailServices& services_;
  std::vector<std::string> own_;
  bool filtered_ = false;
  bool fetched_ = false;
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

const std::string& Hop::sender() const {
  const bool named = !received.rdns.empty() && !knowledge::IpAddress::parse(received.rdns);
  return named ? received.rdns : received.from;
}

std::optional<std::size_t> Route::reception() const {
  if (hand_over) return hand_over;
  for (std::size_t i = hops.size(); i-- > 0;)
    if (hops[i].trust == Trust::recorded && hops[i].received.has_from) return i;
  return std::nullopt;
}

Route trace(const mail::Mail& mail, const mail::Recipient& recipient,
            const knowledge::Knowledge& knowledge) {
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
    if (hop.received.time && below.received.time)
      hop.delay = *hop.received.time - *below.received.time;
    hop.joins_next = can_be_joined(hop, below, knowledge.mail_services);
  }
  Tracer(route, recipient, knowledge).judge_trust();
  route.forwarding = find_forwarding(mail);
  route.mailing_list = find_mailing_list(mail);
  return route;
}

}  // namespace fuwake::route
