#include "verdict/verdict.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "knowledge/stanzas.h"

namespace fuwake::verdict {

using evidence::Family;
using evidence::Finding;
using evidence::Kind;

const char* name_of(Level level) {
  switch (level) {
    case Level::unremarkable:
      return "unremarkable";
    case Level::verified:
      return "verified";
    case Level::caution:
      return "caution";
    case Level::danger:
      return "danger";
  }
  return "";
}

Weights Weights::parse(std::string_view json) {
  try {
    const auto data = nlohmann::json::parse(json);
    Weights weights;
    weights.prior = data.at("prior");
    weights.caution = data.at("levels").at("caution");
    weights.danger = data.at("levels").at("danger");
    weights.caps_ = data.at("familyCaps").get<std::map<std::string, double>>();
    weights.weights_ = data.at("weights").get<std::map<std::string, double>>();
    return weights;
  } catch (const nlohmann::json::exception& error) {
    throw knowledge::DataError(std::string("weights.json: ") + error.what());
  }
}

Weights Weights::read(const std::filesystem::path& file) {
  return parse(knowledge::read_file(file));
}

double Weights::weight_of(const std::string& finding_id) const {
  const auto found = weights_.find(finding_id);
  return found == weights_.end() ? 0 : found->second;
}

double Weights::cap_of(Family family) const {
  const auto found = caps_.find(evidence::name_of(family));
  return found == caps_.end() ? std::numeric_limits<double>::infinity() : found->second;
}

Verdict judge(const evidence::Findings& findings, const Weights& weights) {
  Verdict verdict;
  verdict.score = weights.prior;
  std::map<Family, double> sums;
  bool deception = false;
  bool own_deception = false;
  bool known = false;
  bool unseen = false;
  bool quotes = false;  // a friend passes on what deceives, and asks about it: links and words, nothing of his own
  bool trap = false;    // an attachment that nobody should open without a thought, whoever sent it
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    quotes |= finding.type.get().quotes;
    if (finding.kind() == Kind::note) continue;
    const double weight = weights.weight_of(finding.id());
    if (finding.kind() == Kind::reassurance)
      verdict.score += weight;
    else
      sums[finding.family()] += weight;
    unseen |= finding.family() == Family::unseen;
    const bool quotable = finding.family() == Family::links || finding.family() == Family::wording;
    deception |= finding.kind() == Kind::deception;
    own_deception |= finding.kind() == Kind::deception && !quotable;
    known |= finding.type.get().verifies;
    trap |= finding.family() == Family::attachments && finding.kind() == Kind::anomaly;
    verdict.strongest.push_back(i);
  }
  for (const auto& [family, sum] : sums) verdict.score += std::min(sum, weights.cap_of(family));
  // Contradictions first, then facts, then words: what a mail says anybody may say, and what it is convinces.
  const auto rank = [](const Finding& finding) {
    if (finding.kind() == Kind::deception) return 0;
    return finding.family() == Family::wording ? 2 : 1;
  };
  std::stable_sort(verdict.strongest.begin(), verdict.strongest.end(), [&](std::size_t a, std::size_t b) {
    if (rank(findings[a]) != rank(findings[b])) return rank(findings[a]) < rank(findings[b]);
    return std::abs(weights.weight_of(findings[a].id())) > std::abs(weights.weight_of(findings[b].id()));
  });
  if (deception && verdict.score >= weights.danger && (own_deception || !quotes))
    verdict.level = Level::danger;
  else if (unseen || verdict.score >= weights.caution)
    verdict.level = Level::caution;
  else if (known && !deception && !trap)
    verdict.level = Level::verified;
  return verdict;
}

}  // namespace fuwake::verdict
