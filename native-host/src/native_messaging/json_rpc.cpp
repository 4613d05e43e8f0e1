#include "native_messaging/json_rpc.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "native_messaging/errors.h"
#include "native_messaging/mail_in_json.h"
#include "report/json_text.h"

namespace fuwake::native_messaging {
namespace {

using nlohmann::json;

constexpr std::size_t longest_id = 256;
constexpr int deepest_request = 64;

// JSON with `null` in the place of what is nested deeper than any of our requests; nullopt where nothing is. What is
// left out is not read, so it need not be JSON; what is none in what is left is the parser's to say.
std::optional<std::string> without_what_is_too_deep(std::string_view text) {
  std::string kept;
  std::size_t from = 0;  // where what is kept next begins
  std::ptrdiff_t depth = 0;
  bool too_deep = false;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if ((c == '[' || c == '{') && depth++ == deepest_request) {
      kept.append(text.substr(from, at - from)).append("null");
      from = text.size();
      too_deep = true;
    } else if ((c == ']' || c == '}') && --depth == deepest_request) {
      from = at + 1;
    }
    at = c == '"' ? end_of_string(text, at) : at + 1;
  }
  if (!too_deep) return std::nullopt;
  return kept.append(text.substr(from));
}

// A request, without what is nested too deep: building, copying and printing it recurse, and a million brackets would
// overflow the stack. Not by the parser's callback, with which each object in a list costs the whole list before it.
json parse(std::string_view payload, bool& too_deep) try {
  const std::optional<std::string> shallow = without_what_is_too_deep(payload);
  too_deep = shallow.has_value();
  return json::parse(shallow ? *shallow : payload);
} catch (const json::exception&) {
  throw RequestError{parse_error, "not JSON"};
}

// Where something else came to stand there (a second `data`), that stays.
void put_back(json& message, std::string_view mail) {
  const auto params = message.find("params");
  if (params == message.end() || !params->is_object()) return;
  const auto data = params->find("data");
  if (data != params->end() && *data == "") *data = json::binary({mail.begin(), mail.end()});
}

json id_of(const json& request) {
  const json id = request.is_object() ? request.value("id", json()) : json();
  if (!is_id(id)) throw RequestError{invalid_request, "the id is neither a number nor a short text"};
  return id;
}

bool is_request(const json& message) {
  return message.is_object() && message.value("jsonrpc", json()) == "2.0" && message.contains("method") &&
         message["method"].is_string();
}

}  // namespace

bool is_id(const json& id) {
  return id.is_null() || id.is_number_integer() ||
         (id.is_string() && id.get_ref<const std::string&>().size() <= longest_id);
}

Request read_request(const std::string& payload, json& id) {
  bool too_deep = false;
  const std::optional<MailApart> apart = take_mail_out(payload);
  json message = parse(apart ? apart->json : payload, too_deep);
  id = id_of(message);
  if (too_deep) throw RequestError{invalid_request, "nested too deep"};
  if (!is_request(message)) throw RequestError{invalid_request, "not a JSON-RPC 2.0 request"};
  if (apart) put_back(message, apart->mail);
  Request request{id, message["method"], json::object()};
  if (const auto params = message.find("params"); params != message.end()) request.params = std::move(*params);
  if (!request.params.is_object()) throw RequestError{invalid_params, "params is not an object"};
  return request;
}

std::string answer_to(const json& id, json result) {
  return report::to_string({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}}, false);
}

std::string answer_with(const json& id, const std::string& result) {
  return R"({"id":)" + report::to_string(id, false) + R"(,"jsonrpc":"2.0","result":)" + result + "}";
}

std::string error_to(const json& id, int code, const std::string& message) {
  return report::to_string({{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", code}, {"message", message}}}}, false);
}

std::string notification_of(const std::string& method, json params) {
  return report::to_string({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}}, false);
}

}  // namespace fuwake::native_messaging
