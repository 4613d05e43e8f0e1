#include "links/links.h"

#include <set>

#include "knowledge/public_suffixes.h"
#include "links/plain_text.h"

namespace fuwake::links {
namespace {

mail::Span locate(const mail::Mail& mail, std::size_t part_index, const std::string& target) {
  const mail::Part& part = mail.parts[part_index];
  // Looking for every link from the part's start would be quadratic in their number; the first
  // stretch is where a mail that people read has its links.
  constexpr std::size_t searched = 64 * 1024;
  const auto body = mail.source.substr(part.body.offset, std::min(part.body.length, searched));
  const auto at = target.size() < 8 ? std::string_view::npos : body.find(target);
  if (at == std::string_view::npos) return part.body;
  return {part.body.offset + at, target.size()};
}

class Collector {
 public:
  explicit Collector(const mail::Mail& mail) : mail_(mail) {}

  void add(RawLink raw, std::size_t part, const Url* base) {
    if (raw.target.empty() || raw.target.front() == '#') return;  // within the mail itself
    if (links_.all.size() >= most_links) {
      links_.cut = true;
      return;
    }
    if (!seen_.insert(raw.target + "\n" + raw.text).second) return;
    Link link;
    link.url = parse_url(raw.target, base);
    if (link.url && !link.url->host.empty() && link.url->host_kind != HostKind::ipv6)
      link.registrable_domain = knowledge::registrable_domain(link.url->host);
    else if (link.url)
      link.registrable_domain = link.url->host;
    link.part = part;
    link.span = links_.all.size() < 100 ? locate(mail_, part, raw.target)
                                        : mail_.parts[part].body;
    link.raw = std::move(raw);
    links_.all.push_back(std::move(link));
  }

  void add_text(std::string_view text) {
    links_.text += text;
    links_.text += '\n';
  }

  void cut() { links_.cut = true; }

  Links take() { return std::move(links_); }

 private:
  const mail::Mail& mail_;
  Links links_;
  std::set<std::string> seen_;
};

std::string defanged_scheme(const std::string& scheme) {
  if (scheme == "https") return "h**ps";
  if (scheme == "http") return "h**p";
  return scheme + "*";  // "ftp*://…" opens nothing either
}

}  // namespace

Links find_links(const mail::Mail& mail) {
  Collector collector(mail);
  for (const mail::TextBody& body : mail.bodies) {
    if (!body.html) {
      for (RawLink& raw : find_links_in_text(body.text))
        collector.add(std::move(raw), body.part, nullptr);
      collector.add_text(body.text);
      continue;
    }
    HtmlDocument document = read_html(body.text);
    const auto base = document.base.empty() ? std::nullopt : parse_url(document.base);
    for (RawLink& raw : document.links)
      collector.add(std::move(raw), body.part, base ? &*base : nullptr);
    // Bare URLs in the text of HTML stay text: Thunderbird makes no links of them.
    if (document.cut) collector.cut();
    collector.add_text(document.text);
  }
  return collector.take();
}

DefangedLink defang(const Link& link) {
  if (!link.url || link.url->host.empty()) {
    // Without a host nothing decides; the colon goes, so that no reader makes a link of it.
    std::string text = link.url ? link.url->serialize() : link.raw.target;
    if (const auto colon = text.find(':'); colon != std::string::npos) text.insert(colon, 1, '*');
    return {"", "", text + link.raw.tail};
  }
  const Url& url = *link.url;
  DefangedLink parts;
  parts.before = defanged_scheme(url.scheme) + "://";
  if (!url.username.empty()) parts.before += url.username + "@";
  parts.before += url.host.substr(0, url.host.size() - link.registrable_domain.size());
  parts.deciding = link.registrable_domain;
  if (url.port) parts.after += ":" + std::to_string(*url.port);
  parts.after += url.path;
  if (url.query) parts.after += "?" + *url.query;
  if (url.fragment) parts.after += "#" + *url.fragment;
  parts.after += link.raw.tail;
  return parts;
}

}  // namespace fuwake::links
