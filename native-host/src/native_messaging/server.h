// The methods that the add-on may call, and what the host tells of its own accord. docs/protocol.md describes them for
// those who write the other side. Knows nothing of what carries the messages (transport.h): no file and no descriptor.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "broker/broker.h"
#include "dialogue/limits.h"
#include "native_messaging/transport.h"
#include "native_messaging/unread_documents.h"

namespace fuwake::native_messaging {

/// Raised when the protocol changes so that an older add-on would misunderstand it. What is only new needs no new
/// number but a capability; and the two before the newest are spoken still.
inline constexpr int protocol_version = 1;
inline constexpr int oldest_protocol = 1;

struct Limits {
  /// Where too many mails are on their way in chunks, one that has waited longer than this for its next chunk is given
  /// up for a new one.
  std::chrono::milliseconds patience = std::chrono::seconds(30);
  /// So much processor time one analysis may take, and dialogue::work_of_megabyte more for each megabyte of the mail;
  /// then the answer is that the mail could not be read, for others wait for its place.
  std::chrono::milliseconds work = dialogue::work_of_mail;
};

/// Serves one add-on. `addon` and `broker` outlive it. `unread`: what is answered where nobody could look at a mail.
class Server {
 public:
  Server(Sender& addon, const broker::Broker& broker, const Limits& limits = {}, UnreadDocuments unread = {});
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Takes a message in; returns soon, and answers when it can. Throws nothing. For one thread.
  void receive(const std::string& payload);
  /// Tells the add-on that something came which is no message, and why.
  void refuse(const std::string& reason);
  /// To be called by whoever sees that the decisions may have been changed by another program: if so, the add-on is
  /// told, where it understands that. Returns at once. For any thread.
  void look_at_decisions();
  /// Waits until everything that came is answered.
  void finish();

 private:
  class Methods;
  std::unique_ptr<Methods> methods_;
};

/// Hands what comes to the server until the end; what is running then is finished first.
void serve(Transport& transport, Server& server);

}  // namespace fuwake::native_messaging
