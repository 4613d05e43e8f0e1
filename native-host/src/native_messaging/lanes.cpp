#include "native_messaging/lanes.h"

#include <exception>

namespace fuwake::native_messaging {
namespace {

thread_local Lane* lane_of_this_thread = nullptr;

}  // namespace

Lane::Lane(unsigned at_once, unsigned most_aside) : at_once_(at_once), most_aside_(most_aside) {}

Lane::~Lane() {
  for (std::jthread& thread : threads_) thread.request_stop();
  changed_.notify_all();
}

void Lane::add(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
    try {
      start_thread();
    } catch (const std::exception&) {
      // No thread or no memory for one. Those that there are serve it, later: whoever were told of an error would get
      // a second answer then.
      if (!threads_.empty()) return;
      tasks_.pop_back();
      throw;
    }
  }
  changed_.notify_all();
}

void Lane::drain() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return tasks_.empty() && running_ + aside_ == 0; });
}

void Lane::start_thread() {
  const std::size_t needed = running_ + aside_ + tasks_.size();
  if (threads_.size() < needed && threads_.size() < at_once_ + most_aside_)
    threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

void Lane::work(const std::stop_token& stop) {
  lane_of_this_thread = this;
  std::unique_lock lock(mutex_);
  // Who stood aside goes on at once, and may make one too many for a while; no new one begins meanwhile.
  while (changed_.wait(lock, stop, [this] { return !tasks_.empty() && running_ < at_once_; })) {
    if (stop.stop_requested()) return;
    auto task = std::move(tasks_.front());
    tasks_.pop_front();
    ++running_;
    lock.unlock();
    task();
    task = nullptr;  // what it holds goes before others are told that it is done
    lock.lock();
    --running_;
    changed_.notify_all();
  }
}

bool Lane::step_aside() {
  {
    const std::lock_guard lock(mutex_);
    if (aside_ >= most_aside_) return false;
    ++aside_;
    --running_;
    try {
      start_thread();
    } catch (const std::exception&) {
      // Without another thread nobody passes; that is all.
    }
  }
  changed_.notify_all();
  return true;
}

void Lane::step_back() {
  const std::lock_guard lock(mutex_);
  --aside_;
  ++running_;
}

Lane::Aside::Aside() : lane_(lane_of_this_thread), stands_(lane_ == nullptr || lane_->step_aside()) {}

Lane::Aside::~Aside() {
  if (lane_ != nullptr && stands_) lane_->step_back();
}

}  // namespace fuwake::native_messaging
