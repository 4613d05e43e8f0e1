#include "decisions/decisions.h"

#include <array>
#include <utility>

namespace fuwake::decisions {
namespace {

constexpr std::array<std::pair<DecisionKind, const char*>, 3> kinds = {{
    {DecisionKind::trusted, "trusted"},
    {DecisionKind::honest, "honest"},
    {DecisionKind::dishonest, "dishonest"},
}};

}  // namespace

const char* name_of(DecisionKind kind) {
  for (const auto& [known, name] : kinds)
    if (known == kind) return name;
  return "";
}

std::optional<DecisionKind> decision_kind(std::string_view name) {
  for (const auto& [kind, known] : kinds)
    if (name == known) return kind;
  return std::nullopt;
}

}  // namespace fuwake::decisions
