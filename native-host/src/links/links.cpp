#include "links/links.h"

#include <algorithm>
#include <set>

#include "interruption/interruption.h"
#include "knowledge/public_suffixes.h"
#include "links/plain_text.h"
#include "links/shown_host.h"
#include "links/unwrap.h"

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
  Collector(const mail::Mail& mail, const knowledge::Knowledge& knowledge)
      : mail_(mail), knowledge_(knowledge) {}

  void add(RawLink raw, const mail::TextBody& body, const Url* base) {
    interruption::check();
    const bool within = raw.target.empty() || raw.target.front() == '#';  // the mail itself, where no base leads elsewhere
    if (within && (base == nullptr || raw.kind != LinkKind::anchor)) return;
    if (links_.all.size() >= most_links) {
      links_.unseen.insert(mail::Unseen::links);
      return;
    }
    if (!seen_.insert(raw.target + "\n" + raw.text).second) return;
    Link link;
    link.url = parse_url(raw.target, base);
    link.destination = link.url;
    if (link.url)
      if (auto inner = unwrap(*link.url, knowledge_.wrappers)) {
        link.destination = std::move(inner->url);
        link.around = std::move(inner->around);
      }
    if (link.destination) link.registrable_domain = deciding_part(*link.destination);
    link.part = body.part;
    link.attached = body.attached;
    link.of_attached_mail = body.of_attached_mail;
    link.span = links_.all.size() < 100 ? locate(mail_, body.part, raw.target)
                                        : mail_.parts[body.part].body;
    link.raw = std::move(raw);
    links_.all.push_back(std::move(link));
  }

  void add_text_body(const mail::TextBody& body) {
    for (RawLink& raw : find_links_in_text(body.text)) {
      if (body.form == mail::TextBody::Form::calendar) raw.kind = LinkKind::calendar;
      add(std::move(raw), body, nullptr);
    }
    if (body.attached) return;
    remember_drawn(find_drawn_codes(body.text));
    add_text(body.text);
  }

  /// Thunderbird shows all parts in one document: the first <base> of any rules the links of all.
  void find_common_base() {
    for (const mail::TextBody& body : mail_.bodies)
      if (common_base_.empty() && body.form == mail::TextBody::Form::html && !body.attached)
        common_base_ = find_base(body.text);
  }

  void add_html_body(const mail::TextBody& body) {
    HtmlDocument document = read_html(body.text);
    if (!body.attached) document.base = common_base_;
    const auto base = document.base.empty() ? std::nullopt : parse_url(document.base);
    // Bare URLs in the text of HTML stay text: Thunderbird makes no links of them.
    for (RawLink& raw : document.links) add(std::move(raw), body, base ? &*base : nullptr);
    if (document.cut) links_.unseen.insert(mail::Unseen::links);
    if (body.attached) {
      links_.attached_pages.push_back({body.part, document.asks_password, document.has_script});
      return;
    }
    links_.hidden += document.hidden;
    links_.zero_width += document.zero_width;
    links_.broken_words += document.broken_words;
    links_.images += document.images;
    links_.asks_password |= document.asks_password;
    for (const std::string& source : document.image_sources) {
      const auto url = parse_url(source, base ? &*base : nullptr);
      auto& hosts = links_.image_hosts;
      if (url && !url->host.empty() && std::find(hosts.begin(), hosts.end(), url->host) == hosts.end())
        hosts.push_back(url->host);
    }
    remember_drawn(std::move(document.drawn));
    remember_drawn(find_drawn_codes(document.text));
    add_text(document.text);
  }

  void add_attachment(const attachments::Attachment& attachment) {
    mail::TextBody place;
    place.part = attachment.part;
    place.attached = attachment.inspected.targets.empty() ||
                     attachment.inspected.targets.front().where == attachments::FoundTarget::Where::pdf;
    for (const attachments::FoundTarget& found : attachment.inspected.targets) {
      const bool pdf = found.where == attachments::FoundTarget::Where::pdf;
      add_found(found.target, pdf ? LinkKind::pdf : LinkKind::qr_code, place);
    }
  }

  // Codes that tables or characters draw, read as if they were pictures.
  void add_drawn_codes(const attachments::Inspector& inspector) {
    std::vector<std::string> pictures;
    for (DrawnCode& code : drawn_) {
      pictures.push_back(to_pgm(code));
      // Drawn for a dark page it is light where it is filled.
      for (auto& row : code) row.flip();
      pictures.push_back(to_pgm(code));
    }
    const std::vector<std::string_view> views(pictures.begin(), pictures.end());
    const auto answers = views.empty() ? std::vector<attachments::Inspected>{} : inspector.inspect(views);
    for (const attachments::Inspected& answer : answers)
      for (const attachments::FoundTarget& found : answer.targets)
        add_found(found.target, LinkKind::qr_code, mail_.bodies.front());
  }

  Links take() { return std::move(links_); }

 private:
  // A QR code may hold anything; only addresses are links, also those without a scheme.
  void add_found(const std::string& target, LinkKind kind, const mail::TextBody& place) {
    RawLink raw;
    raw.kind = kind;
    raw.target = target;
    const bool schemeless = target.find(':') == std::string::npos;
    if (schemeless && (target.find('.') == std::string::npos || target.find(' ') != std::string::npos)) return;
    if (schemeless) raw.target.insert(0, "http://");
    add(std::move(raw), place, nullptr);
  }

  void remember_drawn(std::vector<DrawnCode> codes) {
    for (DrawnCode& code : codes)
      if (drawn_.size() < most_drawn) drawn_.push_back(std::move(code));
  }

  void add_text(std::string_view text) {
    links_.text += text;
    links_.text += '\n';
  }

  static std::string deciding_part(const Url& url) {
    const bool named = !url.host.empty() && url.host_kind != HostKind::ipv6;
    return named ? knowledge::registrable_domain(url.host) : url.host;
  }

  const mail::Mail& mail_;
  const knowledge::Knowledge& knowledge_;
  Links links_;
  std::set<std::string> seen_;
  std::string common_base_;
  std::vector<DrawnCode> drawn_;
};

std::string defanged_scheme(const std::string& scheme) {
  if (scheme == "https") return "h**ps";
  if (scheme == "http") return "h**p";
  return scheme + "*";  // "ftp*://…" opens nothing either
}

}  // namespace

Links find_links(const mail::Mail& mail, const attachments::Attachments& attachments,
                 const knowledge::Knowledge& knowledge, const attachments::Inspector* inspector) {
  Collector collector(mail, knowledge);
  collector.find_common_base();
  for (const mail::TextBody& body : mail.bodies) {
    if (body.form == mail::TextBody::Form::html)
      collector.add_html_body(body);
    else
      collector.add_text_body(body);
  }
  for (const attachments::Attachment& attachment : attachments.all) collector.add_attachment(attachment);
  if (inspector != nullptr) collector.add_drawn_codes(*inspector);
  return collector.take();
}

DefangedLink defang(const Link& link) {
  if (!link.destination || link.destination->host.empty()) {
    // Without a host nothing decides; the colon goes, so that no reader makes a link of it.
    std::string text = link.destination ? link.destination->serialize() : link.raw.target;
    if (const auto colon = text.find(':'); colon != std::string::npos) text.insert(colon, 1, '*');
    return {"", "", text + link.raw.tail};
  }
  const Url& url = *link.destination;
  DefangedLink parts;
  parts.before = defanged_scheme(url.scheme) + "://";
  if (!url.username.empty()) parts.before += url.username + "@";
  const std::string subdomains = url.host.substr(0, url.host.size() - link.registrable_domain.size());
  if (!subdomains.empty())
    parts.before += shown_host(subdomains.substr(0, subdomains.size() - 1)) + ".";
  parts.deciding = shown_host(link.registrable_domain);
  if (url.port) parts.after += ":" + std::to_string(*url.port);
  parts.after += url.path;
  if (url.query) parts.after += "?" + *url.query;
  if (url.fragment) parts.after += "#" + *url.fragment;
  parts.after += link.raw.tail;
  return parts;
}

}  // namespace fuwake::links
