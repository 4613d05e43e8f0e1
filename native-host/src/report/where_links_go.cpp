#include "report/where_links_go.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "links/shown_host.h"
#include "report/printable.h"
#include "report/whose_links.h"

namespace fuwake::report {
namespace {

using nlohmann::json;

const char* name_of(page::ReferenceKind kind) {
  switch (kind) {
    case page::ReferenceKind::anchor:
      return "anchor";
    case page::ReferenceKind::area:
      return "area";
    case page::ReferenceKind::form:
      return "form";
    case page::ReferenceKind::button:
      return "button";
    case page::ReferenceKind::vml:
      return "vml";
    case page::ReferenceKind::meta_refresh:
      return "metaRefresh";
    case page::ReferenceKind::plain_text:
      return "plainText";
    case page::ReferenceKind::calendar:
      return "calendar";
    case page::ReferenceKind::pdf:
      return "pdf";
    case page::ReferenceKind::document:
      return "document";
    case page::ReferenceKind::qr_code:
      return "qrCode";
  }
  return "";
}

struct Target {
  std::vector<const links::Link*> links;     // all that go there, in the order of the mail
  bool in_plain_text = false;                // alone, where the reader is shown an HTML body with links of its own
  int rank = 2;                              // 0: a deception is about it, 1: an anomaly, 2: neither
  std::vector<std::size_t> findings;         // indices into Dissection::findings
  const evidence::Finding* alike = nullptr;  // what a finding about another link says of this one too
};

bool is_shown_in_pane(const links::Link& link) {
  if (link.attached) return false;
  switch (link.raw.kind) {
    case page::ReferenceKind::anchor:
    case page::ReferenceKind::area:
    case page::ReferenceKind::form:
    case page::ReferenceKind::plain_text:
      return true;
    default:
      return false;
  }
}

std::vector<Target> targets_of(const links::Links& all) {
  std::vector<Target> targets;
  std::unordered_map<std::string, std::size_t> numbers;  // by what is shown of the target
  for (const links::Link& link : all.all) {
    const auto [there, added] = numbers.emplace(links::defang(link).whole(), targets.size());
    if (added) targets.emplace_back();
    targets[there->second].links.push_back(&link);
  }
  const auto is_html = [](const links::Link& link) {
    return !link.attached && link.raw.kind != page::ReferenceKind::plain_text && is_shown_in_pane(link);
  };
  const bool html = std::any_of(all.all.begin(), all.all.end(), is_html);
  for (Target& target : targets)
    target.in_plain_text = html && std::all_of(target.links.begin(), target.links.end(), [](const links::Link* link) {
                             return link->raw.kind == page::ReferenceKind::plain_text;
                           });
  return targets;
}

// The link that a finding about links is about, by its number.
std::optional<std::size_t> link_of(const evidence::Finding& finding) {
  if (finding.family() != evidence::Family::links || finding.evidence.empty()) return std::nullopt;
  const auto& at = finding.evidence.front().at;
  if (!at || at->kind != evidence::Pointer::Kind::link) return std::nullopt;
  return at->index;
}

// What findings say of a link they say of all links to the same target.
std::vector<Target> targets_by_danger(const dissection::Dissection& dissection) {
  std::vector<Target> targets = targets_of(dissection.facts.links);
  std::vector<std::size_t> target_of(dissection.facts.links.all.size());
  for (std::size_t i = 0; i < targets.size(); ++i)
    for (const links::Link* link : targets[i].links) target_of[link->index] = i;
  for (std::size_t i = 0; i < dissection.findings.size(); ++i) {
    const evidence::Finding& finding = dissection.findings[i];
    const auto link = link_of(finding);
    if (!link) continue;
    Target& target = targets[target_of.at(*link)];
    target.findings.push_back(i);
    if (finding.kind() == evidence::Kind::deception) target.rank = 0;
    if (finding.kind() == evidence::Kind::anomaly) target.rank = std::min(target.rank, 1);
  }
  for (const evidence::Finding& finding : dissection.findings)
    for (const evidence::Finding& other : finding.others) {
      Target& target = targets[target_of.at(link_of(other).value())];
      if (std::exchange(target.rank, 0) != 0) target.alike = &other;
    }
  // What the reader sees stands before what only the plain text has.
  std::stable_sort(targets.begin(), targets.end(), [](const Target& a, const Target& b) {
    return std::pair(a.rank, a.in_plain_text) < std::pair(b.rank, b.in_plain_text);
  });
  return targets;
}

// How a message pane finds the elements of a target: the hrefs as they are written, and where each stands. Counts what
// there is room for: the first href of a target and the first place of an href always have it.
class PaneIdentities {
 public:
  void add_to(json& entry, const Target& target) {
    json hrefs = json::array();
    std::size_t more = 0;
    for (const auto& [written, places] : written_in(target)) {
      const bool fits = hrefs.empty() || (hrefs.size() < most_hrefs_shown && further_hrefs_ > 0);
      if (!fits) {
        ++more;
        continue;
      }
      if (!hrefs.empty()) --further_hrefs_;
      hrefs.push_back(href(written, places));
    }
    entry["hrefs"] = std::move(hrefs);
    entry["moreHrefs"] = more;
  }

 private:
  using Written = std::pair<std::string_view, std::vector<links::Place>>;

  static std::vector<Written> written_in(const Target& target) {
    std::vector<Written> out;
    std::unordered_map<std::string_view, std::size_t> numbers;
    for (const links::Link* link : target.links) {
      if (!is_shown_in_pane(*link)) continue;
      const auto [there, added] = numbers.emplace(link->raw.target, out.size());
      if (added) out.emplace_back(link->raw.target, std::vector<links::Place>());
      auto& places = out[there->second].second;
      places.insert(places.end(), link->places.begin(), link->places.end());
    }
    return out;
  }

  json href(std::string_view written, const std::vector<links::Place>& all) {
    json places = json::array();
    for (const links::Place& place : all) {
      const bool fits = places.empty() || (places.size() < most_places_shown && further_places_ > 0);
      if (!fits) break;
      if (!places.empty()) --further_places_;
      places.push_back({{"body", place.body}, {"ordinal", place.ordinal}});
    }
    const Pieces written_pieces = in_pieces(written, longest_href_shown);
    const std::size_t more = all.size() - places.size();
    return {{"pieces", written_pieces.pieces},
            {"whole", written_pieces.whole},
            {"places", std::move(places)},
            {"morePlaces", more}};
  }

  std::size_t further_hrefs_ = most_links_shown;
  std::size_t further_places_ = most_further_places_shown;
};

json entry_of(const Target& target) {
  const links::Link& link = *target.links.front();
  const links::DefangedLink parts = links::defang(link);
  json through = json::array();
  for (const knowledge::Wrapper* wrapper : link.around) through.push_back(wrapper->name);
  return {{"kind", name_of(link.raw.kind)},
          {"text", printable(link.raw.text)},
          {"image", link.raw.image},
          {"attached", link.attached},
          {"ofAttachedMail", link.of_attached_mail},
          {"through", std::move(through)},
          {"before", printable(parts.before, 300)},
          {"deciding", printable(parts.deciding, 300)},
          {"after", printable(parts.after, 500)},
          {"domain", printable(link.registrable_domain)},
          {"domainUnicode", printable(links::shown_host(link.registrable_domain))},
          {"times", target.links.size()},
          {"suspicious", target.rank < 2}};
}

std::vector<const evidence::Finding*> findings_about(const Target& target, const evidence::Findings& findings) {
  std::vector<const evidence::Finding*> about;
  for (const std::size_t index : target.findings) about.push_back(&findings[index]);
  if (target.alike != nullptr) about.push_back(target.alike);
  return about;
}

}  // namespace

WhereLinksGo where_links_go(const dissection::Dissection& dissection,
                            const std::function<Segments(const evidence::Finding&)>& tell,
                            const std::string& language) {
  WhereLinksGo out;
  out.links = json::array();
  out.numbers.assign(dissection.facts.links.all.size(), most_links_shown);
  PaneIdentities identities;
  const WhoseLinks whose(dissection, language);
  for (const Target& target : targets_by_danger(dissection)) {
    if (out.links.size() >= most_links_shown) {
      ++out.more;
      continue;
    }
    for (const links::Link* link : target.links) out.numbers[link->index] = out.links.size();
    json entry = entry_of(target);
    const std::vector<const evidence::Finding*> about = findings_about(target, dissection.findings);
    entry["why"] = json::array();
    for (const evidence::Finding* finding : about) entry["why"].push_back(plain(tell(*finding)));
    entry["findings"] = target.findings;
    entry["alike"] = target.alike == nullptr ? json() : to_json(tell(*target.alike));
    entry["owner"] = whose.owner_of(*target.links.front());
    entry["instead"] = whose.instead_of(*target.links.front(), about);
    identities.add_to(entry, target);
    out.links.push_back(std::move(entry));
  }
  return out;
}

}  // namespace fuwake::report
