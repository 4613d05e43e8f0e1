// JSON-RPC 2.0 (https://www.jsonrpc.org/specification): requests read, answers and notifications written. Knows nothing
// of the methods. Not covered: batches, and params by position; our add-on sends neither.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace fuwake::native_messaging {

struct Request {
  nlohmann::json id;  // null: a notification, which is not answered
  std::string method;
  nlohmann::json params;  // an object
};

/// Reads a request. A mail in it, a text `data` in `params` that is a binary string, is json::binary there; JSON itself
/// has no such value. `id` is set as soon as it is known, so that what is wrong behind it can be answered. Throws
/// RequestError: no JSON, nested deeper than any of our requests, an id that is neither a number nor a short text, or
/// no request.
Request read_request(const std::string& payload, nlohmann::json& id);

/// Whether something may be the id of a request. It comes back in the answer; ours are numbers.
bool is_id(const nlohmann::json& id);

/// Messages as they are sent. What cannot be written as UTF-8 is replaced.
std::string answer_to(const nlohmann::json& id, nlohmann::json result);
/// `result`: JSON already, harmless to show as report::to_string() makes it.
std::string answer_with(const nlohmann::json& id, const std::string& result);
std::string error_to(const nlohmann::json& id, int code, const std::string& message);
std::string notification_of(const std::string& method, nlohmann::json params);

}  // namespace fuwake::native_messaging
