#include "platform/folder_watch.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <system_error>
#include <thread>

#include "platform/posix/descriptor.h"

namespace fuwake::platform {
namespace {

namespace fs = std::filesystem;

// Writing a file is many events.
constexpr std::chrono::milliseconds together(50);

}  // namespace

struct FolderWatch::Watcher {
  Watcher(fs::path watched, std::function<void()> call)
      : folder(std::move(watched)),
        changed(std::move(call)),
        events(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)),
        end(eventfd(0, EFD_CLOEXEC)) {
    if (events.number() < 0 || end.number() < 0) return;
    watch_the_deepest_there_is();
    thread = std::jthread([this] { run(); });
  }
  ~Watcher() {
    const std::uint64_t one = 1;
    if (thread.joinable() && write(end.number(), &one, sizeof one) < 0) std::abort();  // it has room for a number
  }
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  void run() {
    while (wait_for_event()) {
      std::this_thread::sleep_for(together);
      drop_events();
      const bool was_there = is_folder;
      watch_the_deepest_there_is();
      if (was_there || is_folder) changed();
    }
  }

  // False at the end.
  bool wait_for_event() const {
    pollfd both[] = {{events.number(), POLLIN, 0}, {end.number(), POLLIN, 0}};
    while (poll(both, 2, -1) < 0)
      if (errno != EINTR) return false;
    return both[1].revents == 0;
  }

  void drop_events() const {
    char buffer[4096];
    while (read(events.number(), buffer, sizeof buffer) > 0) {
    }
  }

  // The folder, or whatever of the way to it there is: then what comes there may be the next piece of the way.
  void watch_the_deepest_there_is() {
    constexpr std::uint32_t inside = IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVE | IN_DELETE_SELF | IN_MOVE_SELF;
    constexpr std::uint32_t above = IN_CREATE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF;
    fs::path place = folder;
    int watch = inotify_add_watch(events.number(), place.c_str(), inside | IN_ONLYDIR);
    is_folder = watch >= 0;
    while (watch < 0 && place.has_relative_path()) {
      place = place.parent_path();
      watch = inotify_add_watch(events.number(), place.c_str(), above | IN_ONLYDIR);
    }
    if (current >= 0 && current != watch) inotify_rm_watch(events.number(), current);
    current = watch;
  }

  const fs::path folder;
  const std::function<void()> changed;
  const Descriptor events, end;
  int current = -1;
  bool is_folder = false;
  std::jthread thread;  // last: it ends before what it uses
};

FolderWatch::FolderWatch(fs::path folder, std::function<void()> changed) {
  if (folder.empty()) return;
  try {
    watcher_ = std::make_unique<Watcher>(std::move(folder), std::move(changed));
  } catch (const std::system_error&) {
    // There is no thread to be had.
  }
}

FolderWatch::~FolderWatch() = default;

}  // namespace fuwake::platform
