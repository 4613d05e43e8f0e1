// Text as text of an HTML page.
#pragma once

#include <string>
#include <string_view>

namespace fuwake::report {

/// & < > " ' as character references.
std::string escape_html(std::string_view text);

}  // namespace fuwake::report
