// The document's part about the links: each distinct target once, in order of danger.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "dissection/dissection.h"
#include "report/segments.h"

namespace fuwake::report {

/// Long lists are cut so that the document stays far below the 1 MB that Thunderbird takes, and counted.
inline constexpr std::size_t most_links_shown = 200;

struct WhereLinksGo {
  nlohmann::json links;  // an array, at most most_links_shown
  std::size_t more = 0;  // distinct targets that are not in it
};

/// `sentences`: of each finding, in their order, in the reader's language.
WhereLinksGo where_links_go(const dissection::Dissection& dissection, const std::vector<Segments>& sentences);

}  // namespace fuwake::report
