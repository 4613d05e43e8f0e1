// The authentication results that the recipient's own server wrote, and none of the others.
#pragma once

#include <optional>
#include <string>

#include "evidence/material.h"

namespace fuwake::evidence {

struct TrustedAuthentication {
  std::string authserv_id;             // "" in Outlook's form
  std::optional<std::string> spf, dkim, dmarc;  // the results, lower case; nullopt: not reported
  std::string spf_domain, dkim_domain;  // whom they authenticated, lower case
  mail::Span span;

  /// DMARC passed, or SPF or DKIM passed for a domain that shares the From domain's registrable
  /// domain (relaxed alignment, RFC 7489, section 3.1).
  bool authenticates(const std::string& from_domain) const;
};

/// Which results count (RFC 8601, section 5): those with an authserv-id that the recipient names;
/// where none is named, those above the reception that carry the domain of the server that took the
/// mail over, or no id at all as Outlook writes them. Of servers that are known to take forgeries out
/// also those between the reception and the next hop, where Gmail writes them.
/// Everything else can be forged. Where there are none, the newest ARC set (RFC 8617) under the same
/// conditions, if its sealer is of the same organisation as its authserv-id. Where they say nothing of SPF, a Received-SPF field above the
/// hand-over does. Of several DKIM results one that passed for the From domain counts, of several SPF
/// or DMARC results the first. nullopt where there are none.
std::optional<TrustedAuthentication> trusted_authentication(const Material& material);

/// Does such a field (its results, and where it stands) count?
bool is_trusted(const Material& material, const mail::AuthenticationResults& results,
                const mail::Span& span);

}  // namespace fuwake::evidence
