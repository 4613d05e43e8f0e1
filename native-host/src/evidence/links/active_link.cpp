// Links that open no address: "data:" carries a whole page within itself, "javascript:" and "blob:" run a
// program. Browsers refuse most of them from mails; whoever puts one there hopes for the rest.
#include "evidence/check.h"
#include "evidence/links/about_link.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType link_active{
    .id = "link.active",
    .family = Family::links,
    .kind = Kind::deception,
    .arguments = {{"scheme", ArgumentType::text}},
    .technique = "page-in-the-link",
};

Findings find(const Facts& facts) {
  LinkFindings found;
  for (const links::Link& link : facts.links.all) {
    if (!link.url) continue;
    const std::string& scheme = link.url->scheme;
    // "javascript:void(0)" and "javascript:;" do nothing; editors leave them behind.
    const bool script =
        scheme == "javascript" && link.url->path.find("void(0)") == std::string::npos && link.url->path.size() > 2;
    const bool page = (scheme == "data" && !link.url->path.starts_with("image/")) || scheme == "blob";
    if (script || page) found.add(about_link(link_active, link, {{"scheme", scheme}}));
  }
  return found.take();
}

}  // namespace

extern const Check check_active_link = {{&link_active}, find};

}  // namespace fuwake::evidence
