// A link to a file that runs, or to an archive that a demand makes the reader open: "invoice.pdf" that fetches
// invoice.zip. Shops and makers of programs offer theirs at their own domains to those who asked, so who was confirmed
// as a known organisation is spared; everybody else's program by mail is unusual.
#include <string>

#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "facts/claim.h"
#include "facts/demand.h"
#include "facts/sender.h"
#include "text/percent.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType link_to_program{
    .id = "link.to-program",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain}, {"file", ArgumentType::file}},
    .technique = "program-attached",
};

constexpr FindingType link_to_archive{
    .id = "link.to-archive",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain}, {"file", ArgumentType::file}},
    .technique = "program-attached",
};

using knowledge::FileKind;

std::string file_in(const links::Url& url) {
  constexpr std::size_t longest = 200;
  const std::string path = url.path.size() > 4096 ? url.path.substr(url.path.size() - 4096) : url.path;
  const std::string name = text::decode_percent(path.substr(path.rfind('/') + 1));
  return name.size() > longest ? "" : name;
}

Findings find(const Facts& facts) {
  const bool demand = facts::demands(facts);
  // Lists announce releases, and demand nothing.
  if (facts::confirmed_brand(facts) != nullptr || (facts::came_through_list(facts) && !demand)) return {};
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web() || link.destination->opaque_path || facts.recipient.is_own_domain(link.registrable_domain))
      continue;
    const std::string file = file_in(*link.destination);
    const auto kind = facts.knowledge.file_kinds.of_name(file);
    // A ".com" at the end of a path is an address more often than a program.
    const bool runs = (kind == FileKind::program && !file.ends_with(".com")) || kind == FileKind::shortcut ||
                      kind == FileKind::disc_image;
    if (runs) return {about_link(link_to_program, link, {{"file", file}})};
    const bool shown_otherwise = link.raw.text.find(".pdf") != std::string::npos;
    if (kind == FileKind::archive && (demand || shown_otherwise))
      return {about_link(link_to_archive, link, {{"file", file}})};
  }
  return {};
}

}  // namespace

extern const Check check_link_to_file = {{&link_to_program, &link_to_archive}, find};

}  // namespace fuwake::evidence
