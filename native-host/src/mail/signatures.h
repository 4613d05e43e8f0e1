// DKIM-Signature fields (RFC 6376) and ARC sets (RFC 8617): what their writers say that they sign. The
// signatures themselves are not checked here: that takes keys from the DNS, and is told by the
// recipient's own server (authentication_results.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mail/authentication_results.h"
#include "mail/dates.h"
#include "mail/headers.h"

namespace fuwake::mail {

struct DkimSignature {
  std::string domain;                          // "d=", lower case: who signs
  std::string selector;                        // "s="
  std::string algorithm;                       // "a=", lower case
  std::vector<std::string> headers;            // "h=", lower case, in order, as often as they are named
  std::optional<std::uint64_t> body_length;    // "l=": so many bytes of the canonical body are signed
  bool relaxed_body = false;                   // the second half of "c="
  std::optional<UnixTime> signed_at, expires;  // "t=", "x="

  bool covers(std::string_view lower_name) const;
  /// Named once more than it occurs, so that none can be added (RFC 6376, section 8.15).
  bool oversigns(std::string_view lower_name, std::size_t occurrences) const;
};

/// Reads the raw value of the field. nullopt where "d=" or "h=" is missing: no server takes such a one
/// for a signature (section 3.5).
std::optional<DkimSignature> parse_dkim_signature(std::string_view raw);

/// The length of a body in canonical form (sections 3.4.3, 3.4.4), which "l=" counts: line ends as CRLF,
/// no empty lines at the end; `relaxed`: blanks at the ends of lines gone, and as one within them.
std::uint64_t canonical_body_length(std::string_view body, bool relaxed);

/// One link of an ARC chain: what a server that passed the mail on had found out about it.
struct ArcSet {
  int instance = 0;               // "i=", from 1 up
  std::string sealed_by;          // "d=" of its ARC-Seal, lower case; "" where that is missing
  std::string chain;              // "cv=" of its ARC-Seal: "none", "pass", "fail"
  AuthenticationResults results;  // of its ARC-Authentication-Results
  Span span;                      // of its ARC-Authentication-Results
};

/// A mail that was passed on more than fifty times is broken (RFC 8617, section 4.2.1).
inline constexpr int most_arc_sets = 50;

/// The chain's sets, the newest (highest instance) first; only those with results. Of two fields of one
/// kind and instance the first counts.
std::vector<ArcSet> read_arc_sets(const HeaderSection& headers);

}  // namespace fuwake::mail
