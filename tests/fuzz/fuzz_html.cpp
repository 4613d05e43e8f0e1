// Any bytes as HTML.
#include <cstdint>
#include <cstdlib>

#include "links/drawn_codes.h"
#include "links/html_document.h"
#include "links/plain_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fuwake::links;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const HtmlDocument document = read_html(input);
  if (document.links.size() > most_raw_links) std::abort();
  for (const DrawnCode& code : document.drawn)
    if (code.empty() || code.size() > largest_drawn || to_pgm(code).empty()) std::abort();
  for (const DrawnCode& code : find_drawn_codes(input))
    for (const auto& row : code)
      if (row.size() != code.front().size()) std::abort();
  for (const RawLink& link : find_links_in_text(input).all)
    if (link.text.empty()) std::abort();
  return 0;
}
