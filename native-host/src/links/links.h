// Every link of a mail: where it is, what the reader sees of it, and where it goes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "knowledge/knowledge.h"
#include "links/html_document.h"
#include "links/url.h"
#include "mail/mail.h"

namespace fuwake::links {

struct Link {
  RawLink raw;
  std::optional<Url> url;  // nullopt where a browser could not read it either
  std::string registrable_domain;  // of the host, ASCII; "" where there is no host
  std::size_t part = 0;            // index into Mail::parts
  mail::Span span;                 // of the link in the source where its bytes stand there as they
                                   // are; else of the part
  bool is_web() const { return url && (url->scheme == "http" || url->scheme == "https"); }
};

struct Links {
  std::vector<Link> all;  // in the order of the mail; the same target with the same text once
  std::string text;       // what the reader sees of the bodies, as UTF-8
  bool cut = false;       // there were more than `most_links`
};

Links find_links(const mail::Mail& mail);

/// "https://w-support.jp/a" → {"h**ps://", "w-support.jp", "/a"}: never a working link, the part
/// that decides apart. Subdomains, userinfo and the scheme stand in `before`.
struct DefangedLink {
  std::string before, deciding, after;
  std::string whole() const { return before + deciding + after; }
};
DefangedLink defang(const Link& link);

}  // namespace fuwake::links
