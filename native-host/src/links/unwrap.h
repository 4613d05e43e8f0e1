// The link inside a link: what a mail filter, a redirector or a click tracker was wrapped around, where it can
// be read from the link itself. Nothing is asked of anybody.
#pragma once

#include <optional>
#include <vector>

#include "knowledge/wrappers.h"
#include "links/url.h"

namespace fuwake::links {

struct Unwrapped {
  Url url;                                        // the innermost link; of Mimecast its host alone
  std::vector<const knowledge::Wrapper*> around;  // outermost first
};

/// A Safe Link may hold a Proofpoint link that holds a Google one; so many are undone.
inline constexpr int most_wrappings = 6;

/// nullopt where the link is not wrapped, or what is in it is no web address. Percent encoding of percent
/// encoding is undone as deep as the wrappers themselves go.
std::optional<Unwrapped> unwrap(const Url& url, const knowledge::Wrappers& wrappers);

/// The value of a parameter of a query ("a=1&b=2"), its percent encoding and "+" undone; nullopt where there
/// is none. Names are compared without regard to ASCII case.
std::optional<std::string> query_parameter(std::string_view query, std::string_view lower_name);

}  // namespace fuwake::links
