#include "interruption/interruption.h"

#include <utility>

namespace fuwake::interruption {
namespace {

thread_local const std::stop_token* innermost = nullptr;

}  // namespace

Scope::Scope(std::stop_token stop) : stop_(std::move(stop)), outer_(std::exchange(innermost, &stop_)) {}

Scope::~Scope() {
  innermost = outer_;
}

void check() {
  if (innermost != nullptr && innermost->stop_requested()) throw Interrupted{};
}

std::stop_token current() {
  return innermost != nullptr ? *innermost : std::stop_token();
}

}  // namespace fuwake::interruption
