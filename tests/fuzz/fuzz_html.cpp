// Any bytes as HTML.
#include <cstdint>
#include <cstdlib>

#include "links/plain_text.h"
#include "page/drawn_codes.h"
#include "page/html_document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fuwake::page;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const HtmlDocument document = read_html(input);
  if (document.links.size() > most_references) std::abort();
  for (const DrawnCode& code : document.drawn)
    if (code.empty() || code.size() > largest_drawn || to_pgm(code).empty()) std::abort();
  for (const DrawnCode& code : find_drawn_codes(input))
    for (const auto& row : code)
      if (row.size() != code.front().size()) std::abort();
  for (const Reference& link : fuwake::links::find_links_in_text(input).all)
    if (link.text.empty()) std::abort();
  return 0;
}
