// A finding's arguments in the reader's language, each in segments of the kind that its type declares: never guessed
// from the value, for the sender chose that. A mailer that called itself "1999-01-01T00:00:00Z" was a date once.
#pragma once

#include <string>

#include "evidence/finding.h"
#include "knowledge/knowledge.h"
#include "report/sentences.h"

namespace fuwake::report {

/// A host or domain of which the registrable domain decides, and what stands before that is whatever its owner likes:
/// "kagoya.com.evil.example" gives "kagoya.com." as a foreign domain and "evil.example" as the deciding one. What has
/// not the form of a host (a From field may hold anything behind its "@") is a quotation.
Segments deciding_domain(const std::string& domain);

class SpokenArguments {
 public:
  /// `operator_name`: who runs the network that handed the mail over, as the reader knows them. All outlive it.
  SpokenArguments(const knowledge::Knowledge& knowledge, const Sentences& sentences, std::string operator_name)
      : knowledge_(knowledge), say_(sentences), operator_name_(std::move(operator_name)) {}

  /// What is not of the form that is declared for it is a quotation.
  Arguments of(const evidence::Finding& finding) const;

 private:
  Argument spoken(evidence::ArgumentType type, const std::string& value) const;
  std::string brand_name(const std::string& id) const;
  std::string service_name(const std::string& id) const;

  const knowledge::Knowledge& knowledge_;
  const Sentences& say_;
  std::string operator_name_;
};

}  // namespace fuwake::report
