// Whether whoever asked for the work still wants it. A mail of 64 MB is read for seconds, and the reader has gone on
// to the next one long before; so every loop that may be long asks here, whatever room it is in.
#pragma once

#include <chrono>
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

/// Ends work that takes too long. No std::exception either.
struct Exhausted {};

/// While it lives, check() of this thread ends what has taken more than `work` of the thread's processor time since.
/// An attacker who finds a loop that turns for hours must not keep everybody else waiting. The innermost counts.
class Budget {
 public:
  explicit Budget(std::chrono::nanoseconds work);
  ~Budget();
  Budget(const Budget&) = delete;
  Budget& operator=(const Budget&) = delete;

 private:
  friend void check();
  bool is_exhausted();

  std::chrono::nanoseconds end_;  // of the thread's processor time
  long asked_ = 0;                // the coarse clock when the thread's was last read
  Budget* outer_;
};

/// Throws Interrupted where the thread has been asked to stop, Exhausted where it has used up its Budget. Costs some
/// nanoseconds: for every turn of a loop whose turns are not shorter still.
void check();

/// The token that check() heeds; one that never stops where there is none.
std::stop_token current();

}  // namespace fuwake::interruption
