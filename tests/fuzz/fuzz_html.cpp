// Any bytes as HTML.
#include <cstdint>
#include <cstdlib>

#include "links/html_document.h"
#include "links/plain_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fuwake::links;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const HtmlDocument document = read_html(input);
  if (document.links.size() > most_links) std::abort();
  for (const RawLink& link : find_links_in_text(input))
    if (link.text.empty()) std::abort();
  return 0;
}
