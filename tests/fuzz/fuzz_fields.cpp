// Any bytes as the value of each header field that is read.
#include <cstdint>

#include "invariants.h"
#include "mail/addresses.h"
#include "mail/authentication_results.h"
#include "mail/charsets.h"
#include "mail/content_fields.h"
#include "mail/dates.h"
#include "mail/encoded_words.h"
#include "mail/received.h"
#include "mail/signatures.h"
#include "text/ascii.h"

namespace {

using namespace fuwake;
using fuzz::require;

bool is_lower(const std::string& text) {
  return text::to_lower(text) == text;
}

void read_received(std::string_view value) {
  const auto received = mail::parse_received(value);
  if (!received) return;
  require(received->has_from || !received->by.empty(), "what was received came from somewhere or to somewhere");
  require(is_lower(received->from) && is_lower(received->by), "names of hosts are in lower case");
}

void read_results(std::string_view value) {
  const auto results = mail::parse_authentication_results(value);
  if (!results) return;
  require(is_lower(results->authserv_id), "an authserv-id is in lower case");
  for (const auto& result : results->results)
    require(is_lower(result.method) && is_lower(result.result), "results are in lower case");
}

void read_addresses(std::string_view value) {
  const auto addresses = mail::parse_addresses(value);
  require(addresses.size() <= mail::most_addresses, "addresses are bounded");
  for (const mail::Address& address : addresses) {
    require(mail::is_valid_utf8(address.display_name), "a name is UTF-8");
    require(is_lower(address.domain), "a domain is in lower case");
  }
}

void read_date(std::string_view value) {
  const auto time = mail::parse_date(value);
  if (time) require(mail::parse_rfc3339(mail::to_rfc3339(*time)) == time, "a time is written as it was read");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view value(reinterpret_cast<const char*>(data), size);
  read_received(value);
  read_results(value);
  read_addresses(value);
  read_date(value);
  require(mail::parse_content_field(value).parameters.size() <= mail::most_parameters, "parameters are bounded");
  require(mail::is_valid_utf8(mail::decode_text(value)), "decoded text is UTF-8");
  require(mail::is_valid_utf8(mail::decode_extended_value(value)), "a decoded parameter is UTF-8");
  (void)mail::parse_dkim_signature(value);
  (void)mail::canonical_body_length(value, size % 2 == 0);
  return 0;
}
