// Content-Type and Content-Disposition (RFC 2045, 2183), with parameters as in RFC 2231.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace fuwake::mail {

struct ContentField {
  std::string value;                              // "text/html", "attachment"; lower case
  std::map<std::string, std::string> parameters;  // keys in lower case; values decoded to UTF-8

  /// The parameter's value, or "".
  const std::string& parameter(const std::string& lower_name) const;
};

/// 50,000 parameters in one field are an attack on the reader; so many are read.
inline constexpr std::size_t most_parameters = 64;

/// Reads the raw value of such a field: comments, quoted strings, continuations ("name*0=") and
/// extended values ("name*=utf-8''%E8") are understood, encoded words in values are decoded as
/// Thunderbird does. The first of two parameters with one name wins. Linear in its input.
ContentField parse_content_field(std::string_view raw);

}  // namespace fuwake::mail
