// URLs as browsers read them: the WHATWG URL Standard (https://url.spec.whatwg.org/).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "links/url_host.h"

namespace fuwake::links {

struct Url {
  std::string scheme;    // lower case, without ":"
  std::string username;  // percent-encoded
  std::string password;  // percent-encoded
  HostKind host_kind = HostKind::none;
  std::string host;                   // serialized: domains in ASCII (A-labels), IPv6 in brackets; "" where none
  std::optional<std::uint16_t> port;  // nullopt where it is the scheme's default
  std::string path;                   // "/a/b", or opaque ("user@example" of mailto:)
  bool opaque_path = false;
  std::optional<std::string> query;     // without "?"
  std::optional<std::string> fragment;  // without "#"

  bool is_special() const;        // section 4.2: ftp, file, http, https, ws, wss
  std::string serialize() const;  // section 4.5: the "href"
};

/// The basic URL parser (section 4.4) without state override; `base` may be nullptr. nullopt where
/// the standard says failure. Encodings other than UTF-8 are not covered.
std::optional<Url> parse_url(std::string_view input, const Url* base = nullptr);

}  // namespace fuwake::links
