// What the reader sees of a mail: its bodies together, as Thunderbird shows them, one below the other.
#pragma once

#include <string>
#include <vector>

#include "mail/mail.h"
#include "page/drawn_codes.h"
#include "page/html_document.h"

namespace fuwake::page {

/// The references of one body; none of plain text and calendars, of which what is a link depends on what is a URL
/// (links/plain_text.h).
struct Body {
  std::vector<Reference> references;
  std::vector<std::string> image_sources;  // as written; none of attachments
  std::string base;                        // of attachments: their own <base href>
};

/// HTML or SVG that is attached: opened from the disc, where no filter sees it.
struct AttachedPage {
  std::size_t part = 0;  // index into Mail::parts
  bool asks_password = false;
  bool has_script = false;
};

struct Page {
  std::string text;                        // what the reader sees of the bodies, as UTF-8; behind a body the lines of
                                           // it that are seen otherwise than they are written (page/laid_out.h)
  std::string hidden;                      // what is in HTML bodies and not shown
  std::size_t zero_width = 0;              // characters of no width inside words of HTML bodies
  std::size_t broken_words = 0;            // words of HTML bodies with a comment inside
  std::size_t words_cut_by_style = 0;      // words of HTML bodies with an element inside that a style sheet hides
  std::size_t scattered = 0;               // letters of HTML bodies that make words, each in a place of its own
  std::size_t images = 0;                  // in HTML bodies
  bool covers_above = false;               // an HTML body hides what a program shows above it (page/above.h)
  std::string said_by_style;               // the texts that style sheets of HTML bodies put onto the page; lower case
  bool asks_password = false;              // an HTML body has a field for a password
  std::vector<AttachedPage> attached;      // HTML and SVG attachments
  std::vector<DrawnCode> drawn;            // QR codes that tables or characters seem to draw, read or not
  std::vector<std::string> data_pictures;  // decoded: pictures that stand in HTML itself, as "data:image/png;base64,"
  std::vector<Body> bodies;                // one for each of Mail::bodies
  std::string base;                        // the first <base href> of all that is shown rules the references of all
  mail::UnseenThings unseen;               // what the bounds kept out
};

/// Reads all bodies of a mail; of their references no more than `most_references`. Never fails.
Page read_page(const mail::Mail& mail);

}  // namespace fuwake::page
