#include "facts/trusted_authentication.h"

#include "facts/facts.h"

#include <algorithm>

#include "knowledge/public_suffixes.h"
#include "text/ascii.h"

namespace fuwake::facts {
namespace {

using knowledge::registrable_domain;

// "ann@lane.example", "@lane.example" or "lane.example": properties have all three.
std::string domain_named_by(const std::string& mailbox) {
  const auto at = mailbox.rfind('@');
  return text::to_lower(at == std::string::npos ? mailbox : mailbox.substr(at + 1));
}

std::string property(const mail::AuthenticationResult& result, const std::string& key) {
  const auto found = result.properties.find(key);
  return found == result.properties.end() ? "" : domain_named_by(found->second);
}

// Relaxed alignment (RFC 7489, section 3.1): one registrable domain.
bool is_aligned(const std::string& domain, const std::string& from_domain) {
  return !domain.empty() && !from_domain.empty() && registrable_domain(domain) == registrable_domain(from_domain);
}

// Of several signatures the one that counts is one that passed for the sender's own domain.
int rank_of(const std::string& result, const std::string& domain, const std::string& from_domain) {
  if (result != "pass") return 1;
  return is_aligned(domain, from_domain) ? 3 : 2;
}

void take(const mail::AuthenticationResult& result, const std::string& from_domain, TrustedAuthentication& out) {
  if (result.method == "spf" && !out.spf) {
    out.spf = result.result;
    out.spf_domain = property(result, "smtp.mailfrom");
  } else if (result.method == "dkim") {
    std::string domain = property(result, "header.d");
    if (domain.empty()) domain = property(result, "header.i");
    const int before = out.dkim ? rank_of(*out.dkim, out.dkim_domain, from_domain) : 0;
    if (rank_of(result.result, domain, from_domain) <= before) return;
    out.dkim = result.result;
    out.dkim_domain = domain;
  } else if (result.method == "dmarc" && (!out.dmarc || result.result == "fail")) {
    // Of several one that failed: no other outvotes it.
    if (out.dmarc == "fail") return;
    out.dmarc = result.result;
    out.dmarc_domain = property(result, "header.from");
  }
}

// Whom a Received-SPF field says that was asked, wherever it says it: the sender chooses his greeting and the local
// part of his path ("helo=envelope-from=paypal.com", "b@paypal.com"@evil.example). "" where the places differ,
// where an address in quotes goes on behind them, or where the greeting was checked instead of the path.
std::string path_in(std::string_view text) {
  std::optional<std::string> domain;
  for (const std::string_view mark : {"envelope-from=", "domain of "})
    for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 1)) {
      std::string_view value = text.substr(at + mark.size());
      const auto begin = std::min(value.find_first_not_of("\"<"), value.size());
      const auto end = std::min(value.find_first_of(" \t\r\n;)>\"", begin), value.size());
      const auto after = std::min(value.find_first_not_of(">\"", end), value.size());
      if (after > end && after < value.size() && value[after] == '@') return "";
      const std::string here = domain_named_by(std::string(value.substr(begin, end - begin)));
      if (domain && *domain != here) return "";
      domain = here;
    }
  for (auto at = text.find("identity="); at != std::string_view::npos; at = text.find("identity=", at + 1))
    if (!text.substr(at + 9).starts_with("mailfrom") && !text.substr(at + 9).starts_with("\"mailfrom")) return "";
  return domain.value_or("");
}

// Received-SPF (RFC 7208, section 9.1) of the recipient's own server: "Pass (mx.example: domain of
// a@b.example designates …) … envelope-from=a@b.example". It carries no id that could be checked, so
// only what stands above the hand-over counts: a sender cannot write there.
std::optional<mail::AuthenticationResult> received_spf(const Facts& facts, mail::Span& span) {
  const auto certain = facts.route.last_certain();
  const mail::HeaderField* field = facts.mail.headers().find("received-spf");
  if (facts.route.handed_over() == nullptr || !certain || field == nullptr ||
      field->span.offset > facts.route.hops[*certain].span.offset)
    return std::nullopt;
  const std::string text = text::to_lower(mail::trim_blanks(field->value.substr(0, 2000)));
  mail::AuthenticationResult result;
  result.method = "spf";
  result.result = text.substr(0, text.find_first_of(" \t\r\n(;"));
  // "envelope-from=;" and "envelope-from=" at the end: the null path names nobody.
  if (const std::string path = path_in(text); !path.empty()) result.properties["smtp.mailfrom"] = path;
  span = field->span;
  return result;
}

// Servers copy the envelope's sender, the greeting and the From address into their results, many as they are. In none
// of an honest mail stands what ends a value there (RFC 8601, section 2.2).
bool may_end_a_value(std::string_view chosen) {
  return chosen.find_first_of(";\"\\() \t\r\n") != std::string_view::npos;
}

// The greeting, which may be any text, stands between "from" and the server's own record, before the last "by".
bool greeting_may_end_a_value(const Facts& facts) {
  const route::Hop* hop = facts.route.handed_over();
  if (hop == nullptr) return false;
  std::string field = text::to_lower(facts.mail.source.substr(hop->span.offset, hop->span.length));
  std::replace_if(
      field.begin(), field.end(), [](char c) { return c == '\t' || c == '\r' || c == '\n'; }, ' ');
  const std::string_view without_date = std::string_view(field).substr(0, field.rfind(';'));
  const std::string_view head = without_date.substr(0, without_date.rfind(" by "));
  return head.find(';') != std::string_view::npos ||
         head.substr(0, head.find('(')).find_first_of("=\"\\") != std::string_view::npos;
}

// Whether what the sender chose could have begun results of its own in the server's field, so that nobody can tell
// them from the server's.
bool sender_may_write_results(const Facts& facts) {
  return may_end_a_value(facts.mail.return_path) || greeting_may_end_a_value(facts) ||
         std::any_of(facts.mail.from.begin(), facts.mail.from.end(),
                     [](const mail::Address& each) { return may_end_a_value(each.spec()); });
}

// Fields that verifiers write beside their results, and that therefore may stand between a Received field and them.
bool is_verifiers_field(std::string_view name) {
  constexpr std::size_t longest = 40;
  const std::string lower = text::to_lower(name.substr(0, longest));
  return lower.starts_with("x-") || lower.starts_with("arc-") || lower == "received-spf" || lower == "dkim-filter" ||
         lower == "dmarc-filter" || lower == "authentication-results";
}

}  // namespace

TrustedFields::TrustedFields(const Facts& facts) : facts_(facts), certain_(facts.route.last_certain()) {
  if (!facts.recipient.authserv_ids.empty()) below_ = place_below();
}

bool TrustedFields::is_named(const std::string& id) const {
  const auto& ids = facts_.recipient.authserv_ids;
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool TrustedFields::is_above(const mail::Span& span) const {
  const auto& hops = facts_.route.hops;
  if (hops.empty()) return false;
  return span.offset < hops[certain_.value_or(0)].span.offset;
}

// Postfix with milters and rspamd write their results directly below their own Received field, where a sender's stand
// if the server wrote none: only for an id that the user named, only the first such field directly there, only where
// no results of that id stand above.
std::optional<std::size_t> TrustedFields::place_below() const {
  const auto& all = facts_.mail.authentication_results;
  const auto& hops = facts_.route.hops;
  // A mail without any Received field: nothing tells who wrote what, so the first field alone.
  if (hops.empty()) {
    const auto first =
        std::find_if(all.begin(), all.end(), [this](const auto& each) { return is_named(each.first.authserv_id); });
    return first == all.end() ? std::nullopt : std::optional(first->second.offset);
  }
  if (!certain_) return std::nullopt;
  const std::size_t own = hops[*certain_].span.offset;
  std::size_t end = 0;
  for (const mail::HeaderField& field : facts_.mail.headers().fields) {
    if (field.span.offset <= own) continue;
    if (!is_verifiers_field(field.name)) break;
    end = field.span.offset + 1;
  }
  std::vector<std::string> above;
  for (const auto& [results, span] : all) {
    if (!is_named(results.authserv_id)) continue;
    if (span.offset < own) above.push_back(results.authserv_id);
    if (span.offset < own || span.offset >= end) continue;
    const bool answered = std::find(above.begin(), above.end(), results.authserv_id) != above.end();
    return answered ? std::nullopt : std::optional(span.offset);
  }
  return std::nullopt;
}

// The domain of the server that took the mail over, and a place where it alone writes.
bool TrustedFields::is_found(const mail::AuthenticationResults& results, const mail::Span& span) const {
  if (!certain_) return false;
  const auto& hops = facts_.route.hops;
  const std::size_t below = *certain_ + 1;
  if (below < hops.size() && span.offset > hops[below].span.offset) return false;
  const mail::Received& received = hops[*certain_].received;
  const std::string& by = received.by;
  // Below the reception a sender can write results in the name of our server, unless it takes such
  // forgeries out (RFC 8601, section 5), as these providers are known to do. "by" must be theirs beyond doubt.
  const bool strips = !received.doubtful && !facts_.route.uncertain &&
                      (knowledge::is_within(by, "google.com") || knowledge::is_within(by, "outlook.com"));
  if (!is_above(span) && !strips) return false;
  if (results.authserv_id.empty()) return knowledge::is_within(by, "outlook.com");
  return is_own(results, span) || is_of(results.authserv_id, by);
}

bool TrustedFields::is_of(const std::string& id, const std::string& host) const {
  const auto& services = facts_.knowledge.mail_services;
  return !id.empty() && !host.empty() && services.family_of(id) == services.family_of(host);
}

bool TrustedFields::is_own(const mail::AuthenticationResults& results, const mail::Span& span) const {
  const auto& filtered = facts_.route.filtered;
  return filtered && is_above(span) && is_of(results.authserv_id, facts_.route.hops[*filtered].received.by);
}

bool TrustedFields::contain(const mail::AuthenticationResults& results, const mail::Span& span) const {
  if (facts_.recipient.authserv_ids.empty()) return is_found(results, span);
  if (!is_named(results.authserv_id)) return false;
  return is_above(span) || below_ == span.offset || is_found(results, span);
}

// Nobody has verified the seals of a chain, so a set counts where only our own server writes, and nowhere else.
const mail::ArcSet* TrustedFields::arc_set() const {
  const auto& services = facts_.knowledge.mail_services;
  for (const mail::ArcSet& set : facts_.mail.arc) {
    const bool own = is_above(set.span) && !set.results.authserv_id.empty() &&
                     services.family_of(set.sealed_by) == services.family_of(set.results.authserv_id);
    if (own && contain(set.results, set.span)) return &set;
  }
  return nullptr;
}

bool names_one_sender(const Facts& facts) {
  const auto fields = facts.mail.headers().all("from");
  return fields.size() == 1 && facts.mail.from.size() == 1 &&
         mail::read_sender_field(fields.front()->value).form == mail::SenderField::Form::plain;
}

bool TrustedAuthentication::authenticates(const std::string& from_domain) const {
  if (!one_sender || from_domain.empty()) return false;
  const bool aligned = (spf == "pass" && is_aligned(spf_domain, from_domain)) ||
                       (dkim == "pass" && is_aligned(dkim_domain, from_domain));
  if (!dmarc || lacks_policy()) return aligned;
  // Without "header.from" nobody knows which domain passed: SPF or DKIM has to name it.
  return *dmarc == "pass" && (dmarc_domain.empty() ? aligned : is_aligned(dmarc_domain, from_domain));
}

std::optional<TrustedAuthentication> trusted_authentication(const Facts& facts) {
  const std::string from_domain = facts.sender().domain;
  const TrustedFields trusted(facts);
  const bool chosen = sender_may_write_results(facts);
  std::optional<TrustedAuthentication> out;
  const auto begin = [&](const std::string& id, const mail::Span& span) {
    out.emplace();
    out->authserv_id = id;
    out->span = span;
    out->one_sender = names_one_sender(facts);
  };
  const auto take_believed = [&](const mail::AuthenticationResult& result) {
    if (!chosen || result.result != "pass") take(result, from_domain, *out);
  };
  const auto take_all = [&](const mail::AuthenticationResults& results, const mail::Span& span) {
    if (!out) begin(results.authserv_id, span);
    for (const mail::AuthenticationResult& result : results.results) take_believed(result);
  };
  const auto& all = facts.mail.authentication_results;
  // What the recipient's own server found stands above what a filter in front of it did.
  for (const auto& [results, span] : all)
    if (trusted.is_own(results, span) && trusted.contain(results, span)) take_all(results, span);
  if (!out)
    for (const auto& [results, span] : all)
      if (trusted.contain(results, span)) take_all(results, span);
  if (!out)
    if (const mail::ArcSet* set = trusted.arc_set()) take_all(set->results, set->span);
  mail::Span span;
  if (const auto spf = received_spf(facts, span); spf && (!out || !out->spf)) {
    if (!out) begin(facts.route.handed_over()->received.by, span);
    take_believed(*spf);
  }
  return out;
}

}  // namespace fuwake::facts
