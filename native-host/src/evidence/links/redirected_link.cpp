// A link to a good name that sends anybody on to anywhere (google.com/url?q=…), or to one filter's wrapper
// inside another's: what is seen is the good name, what is opened the other. Services link to themselves that
// way, and answered mails carry the wrappers of those who wrote before.
#include <algorithm>

#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "facts/sender.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType link_redirected{
    .id = "link.redirected",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"wrapper", ArgumentType::text}, {"domain", ArgumentType::domain}},
    .technique = "open-redirect",
};

constexpr FindingType link_nested_filters{
    .id = "link.nested-filters",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"wrapper", ArgumentType::text}, {"domain", ArgumentType::domain}},
    .technique = "open-redirect",
};

constexpr FindingType link_wrapped{
    .id = "link.wrapped",
    .family = Family::links,
    .kind = Kind::note,
    .arguments = {{"wrapper", ArgumentType::text}},
};

std::size_t count_around(const links::Link& link, knowledge::Wrapper::Kind kind) {
  return static_cast<std::size_t>(
      std::count_if(link.around.begin(), link.around.end(),
                    [kind](const knowledge::Wrapper* wrapper) { return wrapper->kind == kind; }));
}

Findings find(const Facts& facts) {
  using WrapperKind = knowledge::Wrapper::Kind;
  Findings findings;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web() || link.around.empty() || is_senders_own(facts, link.host())) continue;
    const knowledge::Wrapper* outer = link.around.front();
    const knowledge::Brand* owner = facts.knowledge.brands.owner_of(link.host());
    const bool to_itself = owner != nullptr && owner == facts.knowledge.brands.owner_of(link.url->host);
    if (count_around(link, WrapperKind::redirector) > 0 && !is_senders_own(facts, link.url->host) && !to_itself)
      return {about_link(link_redirected, link, {{"wrapper", outer->name}})};
    if (findings.empty() && count_around(link, WrapperKind::filter) > 1)
      findings.push_back(about_link(link_nested_filters, link, {{"wrapper", outer->name}}));
  }
  if (!findings.empty()) return findings;
  for (const links::Link& link : facts.links.all)
    if (link.is_web() && count_around(link, WrapperKind::filter) == 1)
      return {about_link(link_wrapped, link, {{"wrapper", link.around.front()->name}})};
  return {};
}

}  // namespace

extern const Check check_redirected_link = {{&link_redirected, &link_nested_filters, &link_wrapped}, find};

}  // namespace fuwake::evidence
