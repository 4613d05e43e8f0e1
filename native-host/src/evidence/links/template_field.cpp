// "?e={EMAIL64}": the field of a mass-mailing template that was never filled in. Only fields that
// stand for the recipient, and only in a link: programmers write "/repos/{owner}/{repo}" to each
// other.
#include <array>

#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType link_template_field{
    .id = "link.template-field",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"field", ArgumentType::quotation}},
    .technique = "mass-mailing",
};

struct Brackets {
  std::string_view open, close;
};
constexpr std::array<Brackets, 5> brackets = {{{"{", "}"}, {"%7b", "%7d"}, {"[[", "]]"}, {"##", "##"}, {"[-", "-]"}}};

bool names_the_recipient(std::string_view name) {
  constexpr std::size_t longest_name = 30;
  if (name.empty() || name.size() > longest_name) return false;
  for (const std::string_view word : {"mail", "victim", "recipient", "rcpt", "b64", "username"})
    if (name.find(word) != std::string_view::npos) return true;
  return false;
}

// The field with its brackets, as it stands in `text`; "" where there is none.
std::string find_field(const std::string& text) {
  const std::string lower = text::to_lower(text);
  for (const Brackets& pair : brackets) {
    for (auto open = lower.find(pair.open); open != std::string::npos; open = lower.find(pair.open, open + 1)) {
      const auto begin = open + pair.open.size();
      const auto close = std::string_view(lower).substr(begin, 40).find(pair.close);
      if (close == std::string_view::npos) continue;
      if (names_the_recipient(std::string_view(lower).substr(begin, close)))
        return text.substr(open, pair.open.size() + close + pair.close.size());
    }
  }
  return {};
}

Findings find(const Facts& facts) {
  constexpr std::size_t longest_link = 4096;
  for (const links::Link& link : facts.links.all) {
    const std::string field = find_field((link.raw.target + link.raw.tail).substr(0, longest_link));
    if (field.empty()) continue;
    return {{link_template_field, {{"field", field}}, {evidence_of(link)}}};
  }
  return {};
}

}  // namespace

extern const Check check_template_field = {{&link_template_field}, find};

}  // namespace fuwake::evidence
