// What a request can be answered with instead of a result.
#pragma once

#include <string>

namespace fuwake::native_messaging {

/// JSON-RPC 2.0, section 5.1; -32800 as in the Language Server Protocol.
enum ErrorCode {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  invalid_params = -32602,
  internal_error = -32603,
  over_limit = -32001,
  no_mail = -32002,
  cancelled = -32800,
};

/// Thrown by whoever serves a request. `message` is for the log of whoever sent it, not for the user.
struct RequestError {
  ErrorCode code;
  std::string message;
};

}  // namespace fuwake::native_messaging
