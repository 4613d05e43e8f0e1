// The document's part about the links: each distinct target once, in order of danger.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "dissection/dissection.h"
#include "report/segments.h"

namespace fuwake::report {

/// Long lists are cut so that the document stays far below the 1 MB that Thunderbird takes, and counted.
inline constexpr std::size_t most_links_shown = 200;
/// Of one target, and as many more of all together as there are targets.
inline constexpr std::size_t most_hrefs_shown = 5;
inline constexpr std::size_t longest_href_shown = 300;
/// Of one href, and of all together beyond the first of each.
inline constexpr std::size_t most_places_shown = 20;
inline constexpr std::size_t most_further_places_shown = 1000;

struct WhereLinksGo {
  nlohmann::json links;              // an array, at most most_links_shown
  std::size_t more = 0;              // distinct targets that are not in it
  std::vector<std::size_t> numbers;  // of each of Links::all, its place in `links`, or beyond its end
};

/// `tell`: says a finding in the reader's language; `language`: which it is.
WhereLinksGo where_links_go(const dissection::Dissection& dissection,
                            const std::function<Segments(const evidence::Finding&)>& tell, const std::string& language);

}  // namespace fuwake::report
