// What a reader sees of an HTML body, and the links in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fuwake::links {

enum class LinkKind { anchor, area, form, button, meta_refresh, plain_text };

/// A link before its target is understood.
struct RawLink {
  LinkKind kind = LinkKind::anchor;
  std::string target;  // as written, character references decoded
  std::string text;    // what the reader sees of it; an image's alternative text counts
  std::string tail;    // plain text only: what is glued to the link but not part of it
};

struct HtmlDocument {
  std::string text;            // visible text; block elements end a line
  std::vector<RawLink> links;
  std::string base;            // <base href>, "" where there is none
  bool cut = false;            // there were more links than `most_links`
};

/// A mail may hold 100,000 links; so many are looked at.
inline constexpr std::size_t most_links = 2000;

/// Reads HTML (UTF-8) in one pass over its tokens; the nesting that is remembered is bounded. What
/// an element's own style or `hidden` attribute hides is left out of the text; style sheets are not
/// followed.
HtmlDocument read_html(std::string_view html);

}  // namespace fuwake::links
