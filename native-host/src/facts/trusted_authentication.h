// The authentication results that the recipient's own server wrote, and none of the others.
#pragma once

#include <optional>
#include <string>

#include "mail/authentication_results.h"
#include "mail/headers.h"
#include "mail/mail.h"

namespace fuwake::facts {

struct Facts;

struct TrustedAuthentication {
  std::string authserv_id;                      // "" in Outlook's form
  std::optional<std::string> spf, dkim, dmarc;  // the results, lower case; nullopt: not reported
  std::string spf_domain, dkim_domain;          // whom they authenticated, lower case
  std::string dmarc_domain;  // whose rule was asked ("header.from"), lower case; "" where it is not told
  bool one_sender = false;   // names_one_sender
  mail::Span span;

  /// The domain publishes no rule, so DMARC says neither pass nor fail.
  bool lacks_policy() const { return dmarc == "none"; }

  /// DMARC passed for that domain; or, where it was not asked or there is no policy, SPF or DKIM passed for a domain
  /// that shares the From domain's registrable domain (relaxed alignment, RFC 7489, section 3.1). Never where the From
  /// field can be read in several ways: the server may have checked another address than the one that is shown.
  bool authenticates(const std::string& from_domain) const;
};

/// One From field with one mailbox, in a form that everybody reads alike.
bool names_one_sender(const Facts& facts);

/// Which fields of a mail the recipient's own server wrote (RFC 8601, section 5). Everything else can be forged.
/// Where the recipient names authserv-ids: results of these above the hand-over, and the first directly below
/// it if none of that id stand above. Where none is named: those above the hand-over that carry the domain of the
/// server that took the mail over, or no id at all as Outlook writes them. Of servers that are known to take forgeries
/// out, also those between the hand-over and the next hop, where Gmail writes them.
class TrustedFields {
 public:
  explicit TrustedFields(const Facts& facts);

  /// Does such a field (its results, and where it stands) count?
  bool contain(const mail::AuthenticationResults& results, const mail::Span& span) const;

  /// Of the recipient's own server, where a mail filter stands in front of it.
  bool is_own(const mail::AuthenticationResults& results, const mail::Span& span) const;

  /// The newest ARC set (RFC 8617) that the recipient's own server wrote; nullptr where there is none.
  const mail::ArcSet* arc_set() const;

 private:
  bool is_named(const std::string& id) const;
  bool is_above(const mail::Span& span) const;
  bool is_found(const mail::AuthenticationResults& results, const mail::Span& span) const;
  bool is_of(const std::string& id, const std::string& host) const;
  std::optional<std::size_t> place_below() const;

  const Facts& facts_;
  std::optional<std::size_t> certain_;  // Route::last_certain
  std::optional<std::size_t> below_;    // offset of the one field below the hand-over that counts
};

/// What the trusted fields say: the recipient's own server's, or, if it says nothing, a filter's that stands in front
/// of it; where there are none, the newest ARC set that stands above the hand-over. Where they say nothing of SPF, a
/// Received-SPF field above the hand-over does. Of several DKIM results one that passed for the From domain counts, of
/// several SPF results the first, of several DMARC results one that failed. nullopt where there are none.
std::optional<TrustedAuthentication> trusted_authentication(const Facts& facts);

}  // namespace fuwake::facts
