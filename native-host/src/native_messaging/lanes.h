// Threads that serve requests: small mails have a lane of their own, so that none waits behind a big one; and what
// waits for something else (attachments being opened) lets others pass meanwhile.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace fuwake::native_messaging {

/// A queue and the threads that work it off. Tasks throw nothing. The destructor lets running tasks end and drops
/// the waiting ones.
class Lane {
 public:
  /// So many tasks run at once, and so many more may stand aside. Threads are started when they are needed.
  explicit Lane(unsigned at_once, unsigned most_aside = 0);
  ~Lane();
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  /// Throws std::system_error where no thread can be had and std::bad_alloc where no memory can; the task is then
  /// dropped, and never run.
  void add(std::function<void()> task);
  /// Waits until nothing is queued, running or aside.
  void drain();

  /// For a task that is about to wait: while this lives, another task of its lane may run in its place. False where
  /// too many wait already; then it had better do without what it would wait for. True outside every lane.
  class Aside {
   public:
    Aside();
    ~Aside();
    Aside(const Aside&) = delete;
    Aside& operator=(const Aside&) = delete;
    explicit operator bool() const { return stands_; }

   private:
    Lane* lane_;
    bool stands_;
  };

 private:
  void work(const std::stop_token& stop);
  void start_thread();  // where one more is needed and may be; with mutex_ held
  bool step_aside();
  void step_back();

  const unsigned at_once_, most_aside_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<std::function<void()>> tasks_;
  unsigned running_ = 0, aside_ = 0;
  std::vector<std::jthread> threads_;
};

}  // namespace fuwake::native_messaging
