// Dates in headers (RFC 5322, section 3.3, with the obsolete forms of section 4.3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fuwake::mail {

/// Seconds since 1970-01-01T00:00:00Z.
using UnixTime = std::int64_t;

/// Reads "Tue, 14 Mar 2023 06:12:41 +0900 (JST)": the day of the week may be missing, seconds too,
/// the year may have two digits, the zone may be a name of RFC 5322 (others count as UTC).
/// nullopt where there is no date. Comments are passed over.
std::optional<UnixTime> parse_date(std::string_view text);

/// "2023-03-13T21:12:41Z" (RFC 3339).
std::string to_rfc3339(UnixTime time);

/// The inverse of to_rfc3339(); nullopt for anything else.
std::optional<UnixTime> parse_rfc3339(const std::string& text);

}  // namespace fuwake::mail
