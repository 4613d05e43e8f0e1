// Links in plain text, as Thunderbird itself makes them: what it turns into a link, and where it
// ends it.
#pragma once

#include <string_view>
#include <vector>

#include "links/html_document.h"

namespace fuwake::links {

/// Finds "https://…", "http://…", "ftp://…" and "www.…" in text (UTF-8). A link ends before white
/// space and any of > < " ` } { |, before a ")" or "]" that it did not open, and without
/// . , ; ! ? - : ' at its end (mozTXTToHTMLConv). What is glued to it stays in `tail`: in the
/// founding mail the link ends before "{EMAIL64}". At most `most_links`.
std::vector<RawLink> find_links_in_text(std::string_view text);

}  // namespace fuwake::links
