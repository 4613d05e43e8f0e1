#include "platform/folder_watch.h"

#include <condition_variable>
#include <mutex>

#include "folder.h"

namespace fuwake::platform {
namespace {

// Each wait_for() ends only when it has been told.
class Told {
 public:
  void tell() {
    const std::lock_guard lock(mutex_);
    told_ = true;
    changed_.notify_all();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return told_; });
    told_ = false;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool told_ = false;
};

TEST_F(Folder, IsWatched) {
  Told told;
  const FolderWatch watch(path_, [&told] { told.tell(); });
  write("a", "1");
  told.wait();
  write("a", "22");
  told.wait();
  std::filesystem::remove(path_ / "a");
  told.wait();
}

TEST_F(Folder, ThatIsNotThereYetIsWatchedWhenItComes) {
  Told told;
  const FolderWatch watch(path_ / "later" / "still", [&told] { told.tell(); });
  std::filesystem::create_directories(path_ / "later" / "still");
  told.wait();
  write("later/still/a", "1");
  told.wait();
  std::filesystem::remove_all(path_ / "later");
  told.wait();
  std::filesystem::create_directories(path_ / "later" / "still");
  told.wait();
}

TEST_F(Folder, ThatIsNoneIsNotWatched) {
  const FolderWatch none("", [] { FAIL(); });
  const FolderWatch nowhere("relative", [] { FAIL(); });
}

}  // namespace
}  // namespace fuwake::platform
