// The document's parts about the sender: the gist in one line, the hops with who runs them, and what the
// recipient's server found out about the sender's domain.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "dissection/dissection.h"
#include "report/sentences.h"

namespace fuwake::report {

/// Long lists are cut so that the document stays far below the 1 MB that Thunderbird takes, and
/// counted ("moreHops").
inline constexpr std::size_t most_hops_shown = 100;
inline constexpr std::size_t most_signatures_shown = 10;

class WhoSentIt {
 public:
  /// All three outlive it.
  WhoSentIt(const dissection::Dissection& dissection, const knowledge::Knowledge& knowledge, const Sentences& sentences)
      : dissection_(dissection), knowledge_(knowledge), say_(sentences) {}

  /// Who runs the network that handed the mail over, as the reader knows them; "" where unknown.
  std::string operator_name() const;

  /// The document's "facts": who handed the mail over; null where nobody did.
  nlohmann::json facts() const;

  /// The document's "route": the gist, the hops (newest first), the hand-over and why it is taken for it.
  nlohmann::json route() const;

  /// The document's "authentication". `statement`: what was found out, in a sentence.
  nlohmann::json authentication(const Segments& statement) const;

 private:
  Segments gist() const;
  Argument handed_over_by() const;
  std::string place_of(const knowledge::Network& network) const;
  nlohmann::json hop(const route::Hop& hop) const;
  nlohmann::json network(const std::optional<knowledge::Network>& network) const;
  nlohmann::json signatures() const;

  const dissection::Dissection& dissection_;
  const knowledge::Knowledge& knowledge_;
  const Sentences& say_;
};

}  // namespace fuwake::report
