// Hosts as they may be shown: in Unicode only where that does not deceive. Chromium's rules
// (components/url_formatter/spoof_checks) are the model.
#pragma once

#include <string>

namespace fuwake::links {

/// A label is shown in Unicode if
/// - its scripts go together (UTS 39, "highly restrictive": one script, or Latin with Japanese, Chinese or
///   Korean), its digits are of one kind, and nothing in it is invisible;
/// - it is not made of letters that all look like Latin ones ("аррӏе": apple in Cyrillic,
///   xn--80ak6aa92e.com), unless the top-level domain is of that script (".рф");
/// - nothing in it looks like a slash, a dot or a "%" of a URL ("ノ" in Latin text, "⁄").
/// Else it is shown as it is, "xn--…". IP addresses are returned as they are.
///
///   shown_host("xn--bcher-kva.example") == "bücher.example"
///   shown_host("xn--80ak6aa92e.com") == "xn--80ak6aa92e.com"
///
/// Not covered: look-alikes of particular names; see knowledge/lookalikes.h.
std::string shown_host(const std::string& ascii_host);

}  // namespace fuwake::links
