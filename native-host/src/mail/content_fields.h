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
  bool has(const std::string& lower_name) const { return parameters.contains(lower_name); }
};

/// 50,000 parameters in one field are an attack on the reader; so many are kept. Those by which a part is read
/// (boundary, charset, name …) are found behind any number of others.
inline constexpr std::size_t most_parameters = 64;

/// Reads the raw value of such a field as Thunderbird does (measured in 153): the value ends before ";", "," or
/// white space; a comment is no comment; an unquoted value goes to the next ";"; continuations ("name*0=") and
/// extended values ("name*=utf-8''%E8") win over a plain one; of two with one name the first counts. Encoded words
/// are decoded in names of files alone. Linear in its input.
ContentField parse_content_field(std::string_view raw);

/// The value alone: "base64" of " BASE64; x=y".
std::string content_value(std::string_view raw);

}  // namespace fuwake::mail
