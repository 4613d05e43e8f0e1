// Hosts of URLs: section 3 of the WHATWG URL Standard (https://url.spec.whatwg.org/#hosts-(domains-and-ip-addresses)).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fuwake::links {

enum class HostKind { none, domain, ipv4, ipv6, opaque };

struct Host {
  HostKind kind = HostKind::none;
  std::string text;  // serialized: domains in ASCII (A-labels), IPv6 in brackets
};

/// The host parser (section 3.5). `is_opaque`: the scheme is not special, and the host is taken as it
/// stands. nullopt on failure.
std::optional<Host> parse_host(std::string_view input, bool is_opaque);

/// "Domain to ASCII" (section 3.3): UTS 46 by ICU, non-transitional, CheckBidi, CheckJoiners.
/// nullopt on failure. Takes UTF-8.
std::optional<std::string> domain_to_ascii(std::string_view domain, bool be_strict = false);

/// A host as Unicode (UTS 46 ToUnicode); for an IP address or on an error the host itself.
std::string domain_to_unicode(std::string_view ascii_host);

}  // namespace fuwake::links
