// Findings → how much they say together.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/finding.h"

namespace fuwake::verdict {

enum class Level { unremarkable, verified, caution, danger };

const char* name_of(Level level);

/// Log-odds (natural logarithm) of what a finding says about a mail. Data:
/// native-host/data/weights.json.
class Weights {
 public:
  /// Throws knowledge::DataError where the text is not such a file.
  static Weights parse(std::string_view json);
  static Weights read(const std::filesystem::path& file);

  /// 0 for a finding that carries none.
  double weight_of(const std::string& finding_id) const;
  double cap_of(evidence::Family family) const;
  bool knows(const std::string& finding_id) const { return weights_.contains(finding_id); }

  double prior = 0;    // of a mail in which nothing was found
  double caution = 0;  // from this score on
  double danger = 0;

 private:
  std::map<std::string, double> weights_;
  std::map<std::string, double> caps_;  // by family name
};

struct Verdict {
  Level level = Level::unremarkable;
  double score = 0;  // log-odds
  /// Indices into the findings: deceptions, then other facts, then wording, each by weight; notes are not
  /// among them.
  std::vector<std::size_t> strongest;
};

/// The sum of the weights, capped by family, so that ten symptoms of one cause count once.
/// Reassurances count against. `danger` needs at least one deception. What was not looked at (Family::unseen) is
/// at least `caution`, whatever speaks for the mail. `verified` needs an authenticated domain that brand data or the
/// user knows (FindingType::verifies), no deception and nothing that speaks for caution.
Verdict judge(const evidence::Findings& findings, const Weights& weights);

}  // namespace fuwake::verdict
