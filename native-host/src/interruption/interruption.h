// Whether whoever asked for the work still wants it. A mail of 64 MB is read for seconds, and the reader has gone on
// to the next one long before; so every loop that may be long asks here, whatever room it is in.
#pragma once

#include <stop_token>

namespace fuwake::interruption {

/// Ends the work of a thread. No std::exception, so that nobody on the way takes it for an error of his own.
struct Interrupted {};

/// While it lives, check() of this thread heeds `stop`. Scopes may be nested; the innermost counts.
class Scope {
 public:
  explicit Scope(std::stop_token stop);
  ~Scope();
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

 private:
  std::stop_token stop_;
  const std::stop_token* outer_;
};

/// Throws Interrupted where the thread has been asked to stop. Costs a nanosecond: for every turn of a loop whose
/// turns are not shorter still.
void check();

/// The token that check() heeds; one that never stops where there is none.
std::stop_token current();

}  // namespace fuwake::interruption
