// The protocol between add-on and host: JSON-RPC 2.0 (https://www.jsonrpc.org/specification) over
// native-messaging frames. docs/protocol.md describes it for those who write the other side.
#pragma once

#include <chrono>

#include "broker/broker.h"
#include "report/sentences.h"

namespace fuwake::native_messaging {

/// Raised when the protocol changes so that an older add-on would misunderstand it.
inline constexpr int protocol_version = 1;

struct Limits {
  /// Where too many mails are on their way in chunks, one that has waited longer than this for its next chunk is given
  /// up for a new one.
  std::chrono::milliseconds patience = std::chrono::seconds(30);
  /// So much processor time of its thread one analysis may take, and half a second more for each megabyte of the mail;
  /// then it is answered with an error, for others wait for its place. What opens attachments has its own bounds.
  std::chrono::milliseconds work = std::chrono::seconds(10);
};

/// Serves requests from `input` until its end; answers go to `output`, in the order in which they
/// are ready. Requests that are running when the input ends are finished first.
void serve(int input, int output, const broker::Broker& broker, const report::Languages& languages,
           const Limits& limits = {});

}  // namespace fuwake::native_messaging
