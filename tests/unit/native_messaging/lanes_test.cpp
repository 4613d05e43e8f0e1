#include "native_messaging/lanes.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <functional>
#include <new>
#include <semaphore>

namespace {

// The allocation of this thread that fails, counted down; 0: none does.
thread_local int failing = 0;

}  // namespace

[[gnu::noinline]] void* operator new(std::size_t size) {
  if (failing > 0 && --failing == 0) throw std::bad_alloc();
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return std::malloc(size == 0 ? 1 : size);
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, const std::nothrow_t&) noexcept {
  std::free(memory);
}

namespace fuwake::native_messaging {
namespace {

// Whoever adds a task is told either that it will run or that it will not, whatever allocation fails.
TEST(Lane, RunsWhatItTookAndNothingElse) {
  for (const bool has_thread : {false, true})
    for (int allocation = 1; allocation <= 12; ++allocation) {
      std::binary_semaphore go_on{0};
      std::atomic<int> runs = 0;
      bool taken = true;
      {
        Lane lane(2);
        if (has_thread) lane.add([&] { go_on.acquire(); });
        std::function<void()> task = [&] { ++runs; };
        failing = allocation;
        try {
          lane.add(std::move(task));
        } catch (const std::bad_alloc&) {
          taken = false;
        }
        failing = 0;
        go_on.release();
        lane.drain();
      }
      EXPECT_EQ(runs, taken ? 1 : 0) << "allocation " << allocation << (has_thread ? ", beside a thread" : "");
    }
}

}  // namespace
}  // namespace fuwake::native_messaging
