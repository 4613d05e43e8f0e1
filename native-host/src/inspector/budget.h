// How much processor time one question may take. Libraries that read what an attacker wrote are slow on what he
// wrote for that; what takes longer is ended from outside (broker/inspector.cpp), and nothing of it is kept.
#pragma once

#include <chrono>
#include <ctime>

namespace fuwake::inspector {

/// The processor time of this program so far.
inline std::chrono::microseconds used_time() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return std::chrono::microseconds(static_cast<long long>(time.tv_sec) * 1'000'000 + time.tv_nsec / 1000);
}

class Budget {
 public:
  explicit Budget(std::chrono::microseconds time) : end_(used_time() + time) {}

  /// Ask it between the pages, rows and files that are read: then what was found by then can still be told.
  bool is_spent() const { return used_time() >= end_; }

 private:
  std::chrono::microseconds end_;
};

}  // namespace fuwake::inspector
