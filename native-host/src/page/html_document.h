// What a reader sees of an HTML body, and the links in it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/drawn_codes.h"

namespace fuwake::page {

enum class ReferenceKind {
  anchor,
  area,
  form,
  button,
  vml,
  meta_refresh,
  plain_text,
  calendar,
  pdf,
  document,
  qr_code
};

/// A link before its target is understood.
struct Reference {
  ReferenceKind kind = ReferenceKind::anchor;
  std::string target;  // as written, character references decoded
  std::string text;    // what the reader sees of it; an image's alternative text counts
  std::string tail;    // plain text only: what is glued to the link but not part of it
  bool image = false;  // the reader sees an image
  /// Which of the elements `a[href], area[href]` of its body it is, from 0, in the order in which they begin;
  /// nullopt for what is none of these (forms, buttons, what Outlook alone reads, plain text), and for what a
  /// <template> holds, which is no part of the document. All are counted: hidden ones, fragments ("#top"), empty
  /// ones, repetitions, and those beyond `most_references`.
  std::optional<std::uint32_t> ordinal = {};
};

struct HtmlDocument {
  std::string text;  // visible text; block elements end a line
  std::vector<Reference> links;
  std::string hidden;            // text that is there and not shown; at most `most_hidden`
  std::string drawn_otherwise;   // lines that are seen otherwise than they are written (page/laid_out.h)
  std::size_t scattered = 0;     // letters that make words although each stands in a place of its own
  std::string base;              // <base href>, "" where there is none
  std::size_t zero_width = 0;    // characters of no width between two letters of visible text
  std::size_t broken_words = 0;  // comments between two letters: "Pay<!-- x -->Pal"
  std::size_t words_cut_by_style =
      0;  // elements between two letters that a style sheet hides: "pa<i class=q>x</i>ypal"
  std::size_t images = 0;
  std::vector<std::string> image_sources;  // as written; at most `most_image_sources`
  std::vector<std::string> data_pictures;  // decoded: what "data:image/png;base64," holds in <img> and in styles
  std::vector<DrawnCode> drawn;            // what tables of empty cells in dark and light draw
  bool covers_above = false;               // something only serves to hide what a program shows above the mail
  std::string said_by_style;               // the texts that style sheets put onto the page; lower case
  bool asks_password = false;              // an <input type=password>
  bool has_script = false;                 // a <script>, or an attribute that runs one ("onload")
  bool pictures_cut = false;               // there were more pictures than `most_data_pictures`
  bool letters_cut = false;                // styles write or move more letters than is followed
  bool cut = false;                        // there were more links than `most_references`
};

/// A mail may hold a million links; so many are read of all its bodies, repetitions among them, and of each so much:
/// one byte more than is looked at, so that a longer one is known for what it is.
inline constexpr std::size_t most_references = 50'000;
inline constexpr std::size_t longest_link = 32 * 1024;
inline constexpr std::size_t longest_link_text = 500;
inline constexpr std::size_t most_hidden = 4 * 1024 * 1024;
inline constexpr std::size_t most_image_sources = 50;
inline constexpr std::size_t most_data_pictures = 200;
inline constexpr std::size_t smallest_data_picture = 100;  // no code has room in less

/// Reads HTML (UTF-8) in one pass over its tokens; the nesting that is remembered is bounded. What
/// an element's own style or `hidden` attribute hides, what is smaller than two pixels, and what has the
/// colour of the background that was set with it, is left out of the text; style sheets are not followed. The
/// buttons that Outlook draws (VML, in conditional comments) are links as well.
HtmlDocument read_html(std::string_view html);

}  // namespace fuwake::page
