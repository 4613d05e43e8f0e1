#include "links/links.h"

#include <string.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <unordered_set>
#include <utility>

#include "interruption/interruption.h"
#include "knowledge/public_suffixes.h"
#include "links/plain_text.h"
#include "links/shown_host.h"
#include "links/unwrap.h"
#include "text/ascii.h"

namespace fuwake::links {
namespace {

mail::Span locate(const mail::Mail& mail, std::size_t part_index, const std::string& target) {
  const mail::Part& part = mail.parts[part_index];
  // Looking for every link from the part's start would be quadratic in their number; the first
  // stretch is where a mail that people read has its links. memmem() is linear whatever is looked for.
  constexpr std::size_t searched = 64 * 1024;
  const auto body = mail.source.substr(part.body.offset, std::min(part.body.length, searched));
  const void* found = target.size() < 8 ? nullptr : memmem(body.data(), body.size(), target.data(), target.size());
  if (found == nullptr) return part.body;
  return {part.body.offset + static_cast<std::size_t>(static_cast<const char*>(found) - body.data()), target.size()};
}

// Where the host of "scheme://user@host/" ends; npos where it goes on to the end.
std::size_t end_of_authority(std::string_view target) {
  const auto begin = target.find("//");
  return begin == std::string_view::npos ? begin : target.find_first_of("/\\?#", begin + 2);
}

// No resolver looks up a longer name (RFC 1035, section 2.3.4): nobody comes anywhere by it.
constexpr std::size_t longest_host = 254;

class Collector {
 public:
  /// Goes on where `links` end.
  Collector(const mail::Mail& mail, const knowledge::Knowledge& knowledge, Links links = {})
      : mail_(mail), knowledge_(knowledge), links_(std::move(links)) {
    for (std::size_t number = 0; number < links_.all.size(); ++number) {
      seen_.insert(number);
      repetitions_ += targets_.insert(number).second ? 0 : 1;
    }
  }

  void add(page::Reference raw, const mail::TextBody& body, const Url* base) {
    interruption::check();
    const bool within =
        raw.target.empty() || raw.target.front() == '#';  // the mail itself, where no base leads elsewhere
    if (within && (base == nullptr || raw.kind != page::ReferenceKind::anchor)) return;
    const bool whole = raw.target.size() <= page::longest_link;
    if (!whole) {
      links_.unseen.insert(mail::Unseen::link_ends);
      raw.target.resize(page::longest_link);
    }
    Link link;
    link.raw = std::move(raw);
    if (shown_html_ && link.raw.ordinal) link.places.push_back({*shown_html_, *link.raw.ordinal});
    link.part = body.part;
    link.attached = body.attached;
    link.of_attached_mail = body.of_attached_mail;
    links_.all.push_back(std::move(link));
    if (!keep_last()) {
      links_.all.pop_back();
      return;
    }
    understand(links_.all.back(), base, whole);
  }

  void add_text_body(const mail::TextBody& body) {
    // What is clicked ends with its line; what was meant goes on in the next one.
    for (const std::string_view text : {std::string_view(body.text), std::string_view(body.lines)}) {
      TextLinks found = find_links_in_text(text);
      if (found.cut) links_.unseen.insert(mail::Unseen::links);
      for (page::Reference& raw : found.all) {
        if (body.form == mail::TextBody::Form::calendar) raw.kind = page::ReferenceKind::calendar;
        add(std::move(raw), body, nullptr);
      }
    }
  }

  /// Thunderbird shows all parts in one document, in which one base rules.
  void set_common_base(const std::string& base) { common_base_ = base_of(base); }

  // Bare URLs in the text of HTML stay text: Thunderbird makes no links of them.
  void add_html_body(const mail::TextBody& body, page::Body& read) {
    const std::optional<Url> own = body.attached ? base_of(read.base) : std::nullopt;
    const std::optional<Url>& base = body.attached ? own : common_base_;
    if (!body.attached) shown_html_ = html_bodies_++;
    for (page::Reference& raw : std::exchange(read.references, {})) add(std::move(raw), body, base ? &*base : nullptr);
    for (const std::string& source : read.image_sources) add_image_host(source, base ? &*base : nullptr);
    shown_html_.reset();
  }

  /// What was found in attachments and codes is not kept out by links in the text.
  void make_room_for_attachments() {
    limit_ += most_links_in_attachments;
    bytes_ = 0;
  }

  void add_attachment(const attachments::Attachment& attachment) {
    mail::TextBody place;
    place.part = attachment.part;
    place.attached = attachment.inspected.targets.empty() ||
                     attachment.inspected.targets.front().where != attachments::FoundTarget::Where::qr_code;
    for (const attachments::FoundTarget& found : attachment.inspected.targets)
      add_found(found.target, kind_of(found.where), place);
  }

  /// Pictures that stand in the HTML itself are opened as attached ones are.
  void add_pictures(const std::vector<attachments::Inspected>& pictures) {
    for (const attachments::Inspected& picture : pictures)
      if (picture.cut || !picture.looked_at) links_.unseen.insert(mail::Unseen::attachments);
    add_codes(pictures);
  }

  /// What a picture holds that is drawn in the text, or stands in it.
  void add_codes(const std::vector<attachments::Inspected>& pictures) {
    if (mail_.bodies.empty()) return;
    for (const attachments::Inspected& picture : pictures)
      for (const attachments::FoundTarget& found : picture.targets)
        add_found(found.target, page::ReferenceKind::qr_code, mail_.bodies.front());
  }

  Links take() { return std::move(links_); }

 private:
  void add_image_host(const std::string& source, const Url* base) {
    const auto url = parse_url(source, base);
    auto& hosts = links_.image_hosts;
    if (url && !url->host.empty() && std::find(hosts.begin(), hosts.end(), url->host) == hosts.end())
      hosts.push_back(url->host);
  }

  static page::ReferenceKind kind_of(attachments::FoundTarget::Where where) {
    switch (where) {
      case attachments::FoundTarget::Where::pdf:
        return page::ReferenceKind::pdf;
      case attachments::FoundTarget::Where::document:
        return page::ReferenceKind::document;
      case attachments::FoundTarget::Where::qr_code:
        return page::ReferenceKind::qr_code;
    }
    return page::ReferenceKind::qr_code;
  }

  // A QR code may hold anything; only addresses are links, also those without a scheme.
  void add_found(const std::string& target, page::ReferenceKind kind, const mail::TextBody& place) {
    page::Reference raw;
    raw.kind = kind;
    raw.target = target;
    const bool schemeless = target.find(':') == std::string::npos;
    if (schemeless && (target.find('.') == std::string::npos || target.find(' ') != std::string::npos)) return;
    if (schemeless) raw.target.insert(0, "http://");
    add(std::move(raw), place, nullptr);
  }

  // Is the link that was added last to be kept? Not one that is there already, and none beyond the limits.
  bool keep_last() {
    const std::size_t number = links_.all.size() - 1;
    const page::Reference& raw = links_.all.back().raw;
    if (const auto [same, added] = seen_.insert(number); !added) {
      add_places(links_.all[*same].places, links_.all.back().places);
      return false;
    }
    const bool new_target = targets_.insert(number).second;
    bytes_ += raw.target.size();
    const bool fits = number < limit_ && bytes_ <= most_link_bytes && (new_target || repetitions_ < most_links / 2);
    if (fits) {
      links_.all.back().index = number;
      repetitions_ += new_target ? 0 : 1;
      return true;
    }
    seen_.erase(number);
    if (new_target) targets_.erase(number);
    links_.unseen.insert(mail::Unseen::links);
    return false;
  }

  static void add_places(std::vector<Place>& places, const std::vector<Place>& more) {
    if (places.size() < most_places) places.insert(places.end(), more.begin(), more.end());
  }

  // "bit.ly." is bit.ly with the root of the DNS written out: browsers go there, and no table has it.
  static std::shared_ptr<const Url> without_root(std::shared_ptr<const Url> url) {
    if (url->host.size() < 2 || url->host.back() != '.') return url;
    Url shorter = *url;
    shorter.host.pop_back();
    return std::make_shared<const Url>(std::move(shorter));
  }

  void understand(Link& link, const Url* base, bool whole) {
    const std::string& target = link.raw.target;
    link.span = links_.all.size() <= 100 ? locate(mail_, link.part, target) : mail_.parts[link.part].body;
    // Cut within the name of a user, it would lead to another host.
    if (!whole && end_of_authority(target) == std::string_view::npos) return;
    auto url = parse_url(target, base);
    if (!url) return;
    if (url->host.size() > longest_host) {
      links_.unseen.insert(mail::Unseen::link_ends);
      return;
    }
    link.url = std::make_shared<const Url>(std::move(*url));
    link.destination = without_root(link.url);
    if (auto inner = unwrap(*link.destination, knowledge_.wrappers); inner && inner->url.host.size() <= longest_host) {
      link.destination = without_root(std::make_shared<const Url>(std::move(inner->url)));
      link.around = std::move(inner->around);
    }
    link.registrable_domain = deciding_part(*link.destination);
  }

  // Each relative link holds a copy of it: its path is cut at a slash, which leaves the host as it is.
  std::optional<Url> base_of(const std::string& text) {
    if (text.empty()) return std::nullopt;
    const std::string_view kept = std::string_view(text).substr(0, page::longest_link);
    const bool whole = kept.size() == text.size();
    auto base = whole || end_of_authority(kept) != std::string_view::npos ? parse_url(kept) : std::nullopt;
    if (!base || base->host.size() > longest_host) {
      if (!whole || base) links_.unseen.insert(mail::Unseen::link_ends);
      return std::nullopt;
    }
    for (std::string* each : {&base->username, &base->password})
      if (each->size() > longest_base) each->resize(longest_base);
    const bool fits = base->path.size() <= longest_base && base->query.value_or("").size() <= longest_base;
    if (fits && whole) return base;
    links_.unseen.insert(mail::Unseen::link_ends);
    base->query.reset();
    if (base->path.size() > longest_base && !base->opaque_path)
      base->path.resize(base->path.rfind('/', longest_base) + 1);
    if (base->path.size() > longest_base) base->path.resize(longest_base);
    return base;
  }

  static std::string deciding_part(const Url& url) {
    const bool named = !url.host.empty() && url.host_kind != HostKind::ipv6;
    return named ? knowledge::registrable_domain(url.host) : url.host;
  }

  const mail::Mail& mail_;
  const knowledge::Knowledge& knowledge_;
  // By content, without a copy of it: numbers of links_.all.
  struct ContentHash {
    const Links* links;
    bool with_text;
    std::size_t operator()(std::size_t number) const {
      const page::Reference& raw = links->all[number].raw;
      const std::size_t target = std::hash<std::string_view>()(raw.target);
      return with_text ? target * 31 + std::hash<std::string_view>()(raw.text) : target;
    }
  };
  struct ContentEqual {
    const Links* links;
    bool with_text;
    bool operator()(std::size_t a, std::size_t b) const {
      const page::Reference &left = links->all[a].raw, &right = links->all[b].raw;
      return left.target == right.target && (!with_text || left.text == right.text);
    }
  };
  using ContentSet = std::unordered_set<std::size_t, ContentHash, ContentEqual>;

  Links links_;
  std::optional<Url> common_base_;
  std::optional<std::size_t> shown_html_;  // see Place::body
  std::size_t html_bodies_ = 0;
  ContentSet seen_{0, ContentHash{&links_, true}, ContentEqual{&links_, true}};
  ContentSet targets_{0, ContentHash{&links_, false}, ContentEqual{&links_, false}};
  std::size_t limit_ = most_links;
  std::size_t bytes_ = 0;
  std::size_t repetitions_ = 0;
};

std::string defanged_scheme(const std::string& scheme) {
  if (scheme == "https") return "h**ps";
  if (scheme == "http") return "h**p";
  return scheme + "*";  // "ftp*://…" opens nothing either
}

bool is_host_character(char c) {
  return c == '.' || c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Fields of a mail that name nobody (RFC 6068, section 2).
bool names_nobody(std::string_view query) {
  while (!query.empty()) {
    const std::string_view field = query.substr(0, query.find('&'));
    const std::string name = text::to_lower(field.substr(0, field.find('=')));
    if (name != "subject" && name != "body") return false;
    query.remove_prefix(std::min(query.size(), field.size() + 1));
  }
  return true;
}

// The domain of the one address that a mail would go to; "" where something else decides as well ("to=", a list, what
// percent signs hide).
std::string_view only_domain(const Url& url) {
  const std::string_view path = url.path;
  const auto at = path.find('@');
  if (at == std::string_view::npos || at == 0 || path.find_first_of(",;%") != std::string_view::npos) return "";
  if (url.query && !names_nobody(*url.query)) return "";
  const std::string_view domain = path.substr(at + 1);
  return std::all_of(domain.begin(), domain.end(), is_host_character) ? domain : "";
}

DefangedLink defang_address(const Url& url) {
  const std::string target = url.serialize().substr(url.scheme.size() + 1);
  const std::string_view domain = only_domain(url);
  if (domain.empty()) return {"", "", defanged_scheme(url.scheme) + ":" + target};
  const std::string_view mailbox = std::string_view(url.path).substr(0, url.path.size() - domain.size());
  return {defanged_scheme(url.scheme) + ":" + std::string(mailbox), shown_host(std::string(domain)),
          target.substr(url.path.size())};
}

}  // namespace

Links find_links(const mail::Mail& mail, page::Page& page, const knowledge::Knowledge& knowledge) {
  Collector collector(mail, knowledge);
  collector.set_common_base(page.base);
  for (std::size_t i = 0; i < mail.bodies.size(); ++i) {
    if (mail.bodies[i].form == mail::TextBody::Form::html)
      collector.add_html_body(mail.bodies[i], page.bodies[i]);
    else
      collector.add_text_body(mail.bodies[i]);
  }
  return collector.take();
}

void add_found_links(Links& links, const mail::Mail& mail, const attachments::Attachments& attachments,
                     const attachments::Opened& opened, const knowledge::Knowledge& knowledge) {
  Collector collector(mail, knowledge, std::move(links));
  collector.make_room_for_attachments();
  for (const attachments::Attachment& attachment : attachments.all) collector.add_attachment(attachment);
  collector.add_pictures(opened.pictures);
  collector.add_codes(opened.drawn);
  links = collector.take();
}

std::string labels_before(const Link& link) {
  constexpr int most_labels = 8;
  const std::string& host = link.host();
  if (host.size() <= link.registrable_domain.size()) return {};
  std::string labels = host.substr(0, host.size() - link.registrable_domain.size() - 1);
  auto end = std::string::size_type{0};
  for (int i = 0; i < most_labels && end != std::string::npos; ++i) end = labels.find('.', end + 1);
  labels.resize(std::min(end, labels.size()));
  return labels;
}

DefangedLink defang(const Link& link) {
  // What is glued to an address in a text ("<ann@a.example>") is no part of it.
  if (link.destination && link.destination->scheme == "mailto" && link.destination->host.empty())
    return defang_address(*link.destination);
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
  if (!subdomains.empty()) parts.before += shown_host(subdomains.substr(0, subdomains.size() - 1)) + ".";
  parts.deciding = shown_host(link.registrable_domain);
  if (url.port) parts.after += ":" + std::to_string(*url.port);
  parts.after += url.path;
  if (url.query) parts.after += "?" + *url.query;
  if (url.fragment) parts.after += "#" + *url.fragment;
  parts.after += link.raw.tail;
  return parts;
}

}  // namespace fuwake::links
