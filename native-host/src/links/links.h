// Every link of a mail: where it is, what the reader sees of it, and where it goes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "attachments/attachments.h"
#include "knowledge/knowledge.h"
#include "links/url.h"
#include "mail/mail.h"
#include "page/page.h"

namespace fuwake::links {

/// Where a link stands in Thunderbird's message pane. There is none for what stands in plain text and calendars (of
/// which Thunderbird itself makes links, or none), for codes, and for what is attached: it is not shown.
struct Place {
  std::size_t body = 0;       // from 0: which of the HTML bodies that are shown, in the order of the mail
  std::uint32_t ordinal = 0;  // see page::Reference::ordinal
};

/// A link is found again in the pane by `raw.target` and `places`. Thunderbird puts each HTML body into a
/// <div class="moz-text-html">; `querySelectorAll("a[href], area[href]")[ordinal]` of that of number `body` is the
/// element, if its getAttribute("href") is `raw.target` (but for line ends, and for what is longer than
/// `page::longest_link`). If it is not, all elements of the document with that href are meant: a browser moves and
/// doubles elements (an <a> that a <p> ends goes on in the next one; what stands in a <table> outside its cells is put
/// before it) and leaves some out (in a <select>), a mail may close the <div> or write one of its own, and who chose to
/// see simple HTML sees another. One href leads to one destination, so only the text may then be another link's.
struct Link {
  page::Reference raw;                            // `target`: the href as the source has it, decoded
  std::vector<Place> places;                      // of the same target with the same text; at most `most_places`
  std::shared_ptr<const Url> url;                 // as it stands; nullptr where a browser could not read it either
  std::shared_ptr<const Url> destination;         // what it leads to, wrappers undone, and the dot that may end a host
  std::vector<const knowledge::Wrapper*> around;  // the wrappers, outermost first
  std::string registrable_domain;                 // of the destination's host, ASCII; "" where there is no host
  std::size_t part = 0;                           // index into Mail::parts
  bool attached = false;                          // in an attachment, not in the text
  bool of_attached_mail = false;  // in a mail that is attached, whose text is shown below the mail's own
  mail::Span span;                // of the link in the source where its bytes stand there as they
                                  // are; else of the part
  std::size_t index = 0;          // in Links::all

  bool is_web() const { return destination && (destination->scheme == "http" || destination->scheme == "https"); }
  /// The host that decides; call it where is_web().
  const std::string& host() const { return destination->host; }
};

struct Links {
  std::vector<Link> all;  // in the order of the mail; the same target with the same text once, at most so
                          // much of a target as `page::longest_link`
  std::vector<std::string> image_hosts;  // hosts from which HTML bodies load images; ASCII, each once
  mail::UnseenThings unseen;             // what the bounds kept out
};

/// So many are looked at, and so many bytes of them. Newsletters have hundreds, digests some thousands. Distinct
/// targets go before more texts for the same, of which there are no more than half as many; what was found in
/// attachments and codes has room of its own, however many links stand in the text.
inline constexpr std::size_t most_links = 10'000;
inline constexpr std::size_t most_links_in_attachments = 1000;
inline constexpr std::size_t most_places = 100;
inline constexpr std::size_t most_link_bytes = 8 * 1024 * 1024;
/// A base longer than this is cut at a slash: each relative link holds a copy of it.
inline constexpr std::size_t longest_base = 512;

/// The links of a mail's bodies, of its HTML and SVG attachments, and of calendar invitations. Takes the references out
/// of `page`, for they are what links are made of.
Links find_links(const mail::Mail& mail, page::Page& page, const knowledge::Knowledge& knowledge);

/// Adds what was found by opening something: in attachments, in pictures that stand in HTML, in codes that the text
/// draws. Of the attachments what `attachments::take_answers` put there, of the others `opened`.
void add_found_links(Links& links, const mail::Mail& mail, const attachments::Attachments& attachments,
                     const attachments::Opened& opened, const knowledge::Knowledge& knowledge);

/// What is written before the part of the host that decides, as far as people read ("www.paypal.com" of
/// "www.paypal.com.evil.example"): whoever puts eight labels before it shows something else. "" where nothing is. Call
/// it where is_web().
std::string labels_before(const Link& link);

/// "https://w-support.jp/a" → {"h**ps://", "w-support.jp", "/a"}: never a working link, the part
/// that decides apart. Subdomains, userinfo and the scheme stand in `before`. Hosts are shown as
/// shown_host() has it. Of a wrapped link the destination. "mailto:ann@a.example" → {"mailto*:ann@", "a.example", ""};
/// where nothing can be set apart, `after` holds all.
struct DefangedLink {
  std::string before, deciding, after;
  std::string whole() const { return before + deciding + after; }
};
DefangedLink defang(const Link& link);

}  // namespace fuwake::links
