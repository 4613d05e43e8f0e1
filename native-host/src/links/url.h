// URLs as browsers read them: the WHATWG URL Standard (https://url.spec.whatwg.org/).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fuwake::links {

struct Url {
  enum class HostKind { none, domain, ipv4, ipv6, opaque };

  std::string scheme;    // lower case, without ":"
  std::string username;  // percent-encoded
  std::string password;  // percent-encoded
  HostKind host_kind = HostKind::none;
  std::string host;  // serialized: domains in ASCII (A-labels), IPv6 in brackets; "" where none
  std::optional<std::uint16_t> port;  // nullopt where it is the scheme's default
  std::string path;                   // "/a/b", or opaque ("user@example" of mailto:)
  bool opaque_path = false;
  std::optional<std::string> query;     // without "?"
  std::optional<std::string> fragment;  // without "#"

  bool is_special() const;       // section 4.2: ftp, file, http, https, ws, wss
  std::string serialize() const;  // section 4.5: the "href"
};

/// The basic URL parser (section 4.4) without state override; `base` may be nullptr. nullopt where
/// the standard says failure. Encodings other than UTF-8 are not covered.
std::optional<Url> parse_url(std::string_view input, const Url* base = nullptr);

/// "Domain to ASCII" (section 3.3): UTS 46 by ICU, non-transitional, CheckBidi, CheckJoiners.
/// nullopt on failure. Takes UTF-8.
std::optional<std::string> domain_to_ascii(std::string_view domain, bool be_strict = false);

/// A host as Unicode (UTS 46 ToUnicode); for an IP address or on an error the host itself.
std::string domain_to_unicode(std::string_view ascii_host);

}  // namespace fuwake::links
