// The protocol between add-on and host: JSON-RPC 2.0 (https://www.jsonrpc.org/specification) over
// native-messaging frames. docs/protocol.md describes it for those who write the other side.
#pragma once

#include <chrono>

#include "dissection/dissection.h"
#include "report/sentences.h"

namespace fuwake::native_messaging {

/// Raised when the protocol changes so that an older add-on would misunderstand it.
inline constexpr int protocol_version = 1;

/// Serves requests from `input` until its end; answers go to `output`, in the order in which they
/// are ready. Requests that are running when the input ends are finished first. Where too many mails are on their way
/// in chunks, one that has waited for its next chunk longer than `patience` is given up for a new one.
void serve(int input, int output, const dissection::Engine& engine, const report::Languages& languages,
           std::chrono::milliseconds patience = std::chrono::seconds(30));

}  // namespace fuwake::native_messaging
