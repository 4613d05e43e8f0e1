#include "report/json_text.h"

#include "report/printable.h"

namespace fuwake::report {

std::string to_string(const nlohmann::json& document, bool indented) {
  return escape_json(document.dump(indented ? 2 : -1, ' ', false, nlohmann::json::error_handler_t::replace));
}

}  // namespace fuwake::report
