// Mails on their way in chunks.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <string_view>

namespace fuwake::native_messaging {

/// So many mails may be on their way at once, and so much of them. One that has waited `patience` for its next chunk is
/// given up where its place is needed; what was given up is remembered, so that its rest is not taken for another mail.
/// For one thread.
class Transfers {
 public:
  explicit Transfers(std::chrono::milliseconds patience) : patience_(patience) {}

  /// Appends a chunk; the bytes so far. Throws RequestError: the mail was given up, or there are too many.
  std::size_t take(const std::string& name, std::string_view data);
  /// The mail, whole; its name is free again. Throws RequestError where there is none.
  std::string end(const std::string& name);
  /// A chunk that is still on its way must not begin another mail.
  void give_up(const std::string& name);

 private:
  using Clock = std::chrono::steady_clock;
  struct Transfer {
    std::string mail;
    Clock::time_point last;
  };

  std::size_t append(const std::string& name, std::string_view data);
  bool is_given_up(const std::string& name) const;
  void drop(const std::string& name);
  bool give_up_stalest(const std::string& but);

  std::chrono::milliseconds patience_;
  std::map<std::string, Transfer> mails_;
  std::deque<std::string> given_up_;
  std::size_t bytes_ = 0;
};

}  // namespace fuwake::native_messaging
