// Links in plain text, as Thunderbird itself makes them: what it turns into a link, and where it
// ends it.
#pragma once

#include <string_view>
#include <vector>

#include "page/html_document.h"

namespace fuwake::links {

struct TextLinks {
  std::vector<page::Reference> all;
  bool cut = false;  // there may be more
};

/// Finds in text (UTF-8), line by line, what Thunderbird's mozTXTToHTMLConv makes links of:
///   - "scheme:…" of a scheme that opens something (http, https, file, mailto, news, snews, webcal,
///     webcals; ftp where a program for it is installed),
///   - "www.…" and "somebody@domain.example", which become "http://www.…" and "mailto:…",
///   - all between "<URL:" and ">", and an address between "<" and ">" or between quotation marks, blanks
///     in it taken out.
/// Such a link ends before white space and any of > < " ` } { |, before a ")" or "]" that it did not open,
/// and without . , ; ! ? - : ' at its end. What is glued to it stays in `tail`: in the founding mail the
/// link ends before "{EMAIL64}". Linear; at most `page::most_references`, of each target
/// as much as `page::longest_link`, and of links that begin where one before them began a quarter of a megabyte.
///
/// Not covered: schemes that open nothing when they are clicked (javascript, data, about), and those for
/// which only a program that the reader installed makes a link.
TextLinks find_links_in_text(std::string_view text);

}  // namespace fuwake::links
