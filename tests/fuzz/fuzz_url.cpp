// Any bytes as a URL. What parses must serialize to what parses to the same.
#include <cstdint>
#include <cstdlib>

#include "links/url.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fuwake::links;
  static const auto base = parse_url("https://user@base.example:8080/a/b?c#d");
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  for (const Url* against : {static_cast<const Url*>(nullptr), &*base}) {
    const auto url = parse_url(input, against);
    if (!url) continue;
    const auto again = parse_url(url->serialize());
    if (!again || again->serialize() != url->serialize()) std::abort();
    domain_to_unicode(url->host);
  }
  return 0;
}
