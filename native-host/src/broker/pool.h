// Processes of one kind that wait for work.
#pragma once

#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "dialogue/limits.h"

namespace fuwake::broker {

/// `Member`: a process, with what is known of it. One works for one at a time; of those that wait, the one that came
/// last is taken, so that others, which nobody needs, are not kept warm. Safe for several threads.
template <typename Member>
class Pool {
 public:
  /// A member at work. Ended with this object, unless it is kept.
  class Lease {
   public:
    Lease(Pool& pool, Member member) : pool_(&pool), member_(std::move(member)) {}
    Member& operator*() { return *member_; }
    Member* operator->() { return &*member_; }
    /// It did its work, and may do more.
    void keep() { pool_->put_back(std::move(*std::exchange(member_, std::nullopt))); }

   private:
    Pool* pool_;
    std::optional<Member> member_;
  };

  /// One that waits; nullopt where none does, and one is to be started (`add`).
  std::optional<Lease> take() {
    const std::lock_guard lock(mutex_);
    if (waiting_.empty()) return std::nullopt;
    Member member = std::move(waiting_.back());
    waiting_.pop_back();
    return Lease(*this, std::move(member));
  }
  Lease add(Member member) { return Lease(*this, std::move(member)); }

 private:
  void put_back(Member member) {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() < dialogue::most_idle()) waiting_.push_back(std::move(member));
  }

  std::mutex mutex_;
  std::vector<Member> waiting_;
};

}  // namespace fuwake::broker
