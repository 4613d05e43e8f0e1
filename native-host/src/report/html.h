// The dissection as one HTML page: what the report tab takes into its own page, what is saved,
// and what `--format html` prints. No scripts, no outside resources, everything escaped.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "report/sentences.h"

namespace fuwake::report {

/// Draws a document that make_document() made, in the language of `sentences`.
std::string to_html(const nlohmann::json& document, const Sentences& sentences);

}  // namespace fuwake::report
