#include "report/where_links_go.h"

#include <algorithm>
#include <unordered_map>

#include "links/shown_host.h"
#include "report/printable.h"

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
    case page::ReferenceKind::qr_code:
      return "qrCode";
  }
  return "";
}

struct Target {
  const links::Link* link = nullptr;  // the first that goes there
  std::size_t times = 0;
  int rank = 2;                       // 0: a deception is about it, 1: an anomaly, 2: neither
  std::vector<std::size_t> findings;  // indices into Dissection::findings
};

// What findings say of a link they say of all links to the same target; the evidence names it.
std::vector<Target> targets_by_danger(const dissection::Dissection& dissection) {
  std::vector<Target> targets;
  std::unordered_map<std::string, std::size_t> numbers;  // by the whole defanged target
  for (const links::Link& link : dissection.facts.links.all) {
    const auto [there, added] = numbers.emplace(links::defang(link).whole(), targets.size());
    if (added) targets.push_back({&link, 0, 2, {}});
    ++targets[there->second].times;
  }
  for (std::size_t i = 0; i < dissection.findings.size(); ++i) {
    const evidence::Finding& finding = dissection.findings[i];
    if (finding.family() != evidence::Family::links || finding.evidence.empty()) continue;
    const auto there = numbers.find(finding.evidence.front().quote);
    if (there == numbers.end()) continue;
    Target& target = targets[there->second];
    target.findings.push_back(i);
    if (finding.kind() == evidence::Kind::deception) target.rank = 0;
    if (finding.kind() == evidence::Kind::anomaly) target.rank = std::min(target.rank, 1);
  }
  std::stable_sort(targets.begin(), targets.end(), [](const Target& a, const Target& b) { return a.rank < b.rank; });
  return targets;
}

json entry_of(const Target& target) {
  const links::Link& link = *target.link;
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
          {"times", target.times},
          {"suspicious", target.rank < 2}};
}

}  // namespace

WhereLinksGo where_links_go(const dissection::Dissection& dissection, const std::vector<Segments>& sentences) {
  WhereLinksGo out;
  out.links = json::array();
  for (const Target& target : targets_by_danger(dissection)) {
    if (out.links.size() >= most_links_shown) {
      ++out.more;
      continue;
    }
    json entry = entry_of(target);
    entry["why"] = json::array();
    for (const std::size_t finding : target.findings) entry["why"].push_back(plain(sentences[finding]));
    entry["findings"] = target.findings;
    out.links.push_back(std::move(entry));
  }
  return out;
}

}  // namespace fuwake::report
