#include "interruption/interruption.h"

#include <time.h>

#include <utility>

namespace fuwake::interruption {
namespace {

thread_local const std::stop_token* innermost = nullptr;
thread_local Budget* innermost_budget = nullptr;

std::chrono::nanoseconds processor_time() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace

Scope::Scope(std::stop_token stop) : stop_(std::move(stop)), outer_(std::exchange(innermost, &stop_)) {}

Scope::~Scope() {
  innermost = outer_;
}

Budget::Budget(std::chrono::nanoseconds work)
    : end_(processor_time() + work), outer_(std::exchange(innermost_budget, this)) {}

Budget::~Budget() {
  innermost_budget = outer_;
}

// Reading the thread's clock is a call of the kernel, the coarse one is not; it goes on every few milliseconds.
bool Budget::is_exhausted() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  if (std::exchange(asked_, now.tv_nsec) == now.tv_nsec) return false;
  return processor_time() > end_;
}

void check() {
  if (innermost != nullptr && innermost->stop_requested()) throw Interrupted{};
  if (innermost_budget != nullptr && innermost_budget->is_exhausted()) throw Exhausted{};
}

std::stop_token current() {
  return innermost != nullptr ? *innermost : std::stop_token();
}

}  // namespace fuwake::interruption
