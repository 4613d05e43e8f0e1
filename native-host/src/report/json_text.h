// JSON as text, harmless to show.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace fuwake::report {

/// Compact, or indented for people; escape_json() included. Throws nothing but std::bad_alloc.
std::string to_string(const nlohmann::json& document, bool indented);

}  // namespace fuwake::report
