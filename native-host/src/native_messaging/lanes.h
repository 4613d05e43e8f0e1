// Threads that serve requests: small mails have a lane of their own, so that none waits behind a
// big one.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace fuwake::native_messaging {

/// A queue and the threads that work it off. The destructor lets running tasks end and drops the
/// waiting ones.
class Lane {
 public:
  explicit Lane(unsigned threads);
  ~Lane();
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  void add(std::function<void()> task);
  /// Waits until nothing is queued or running.
  void drain();

 private:
  void work(const std::stop_token& stop);

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<std::function<void()>> tasks_;
  unsigned running_ = 0;
  std::vector<std::jthread> threads_;
};

}  // namespace fuwake::native_messaging
