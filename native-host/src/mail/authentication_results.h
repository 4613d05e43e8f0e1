// Authentication-Results fields (RFC 8601), and Outlook's form of them without an authserv-id.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fuwake::mail {

struct AuthenticationResult {
  std::string method;                             // "spf", "dkim", "dmarc" …, lower case
  std::string result;                             // "pass", "fail" …, lower case
  std::string reason;                             // "" where there is none
  std::map<std::string, std::string> properties;  // "smtp.mailfrom" → value; keys in lower case
};

struct AuthenticationResults {
  std::string authserv_id;  // lower case; "" in Outlook's form
  std::vector<AuthenticationResult> results;
};

/// Reads the raw value of the field. nullopt where it has not even an authserv-id or a result.
/// Where it can be read in several ways (an open quotation, words that are neither result nor property, two results of
/// SPF for a path or of DMARC that differ), nothing in it has passed, and what failed counts.
/// Linear in its input; of one method a hundred results are kept, of one result a hundred properties of a thousand
/// bytes. Not covered: CFWS inside property values, method versions other than 1.
std::optional<AuthenticationResults> parse_authentication_results(std::string_view raw);

}  // namespace fuwake::mail
