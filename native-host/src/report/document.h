// The dissection as one JSON document: what `fuwake analyze --format json` prints and what the
// protocol's answer is. Described by docs/analysis.schema.json. The text and the HTML report are
// drawn from it.
#pragma once

#include <nlohmann/json.hpp>

#include "dissection/dissection.h"
#include "report/json_text.h"
#include "report/sentences.h"

namespace fuwake::report {

/// Long lists are cut so that the document stays far below the 1 MB that Thunderbird takes, and
/// counted ("moreLinks").
inline constexpr std::size_t most_attachments_shown = 50;
inline constexpr std::size_t most_addresses_shown = 20;

/// Every text of the sender in it is printable() and every link is defanged.
nlohmann::json make_document(const dissection::Dissection& dissection, const dissection::Engine& engine,
                             const Sentences& sentences);

}  // namespace fuwake::report
