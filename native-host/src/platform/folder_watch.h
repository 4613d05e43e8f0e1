// Being told that something in a folder has changed, by whichever program.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

namespace fuwake::platform {

/// Watches until the end of its life, on a thread of its own. The folder need not be there yet, and may go and come.
/// Where the system has no watch left to give, nothing is told; nobody may depend on it.
class FolderWatch {
 public:
  /// `changed` is called by that thread, once for changes that come together, and may be called for none. It throws
  /// nothing. An empty path is no folder, and never changes.
  FolderWatch(std::filesystem::path folder, std::function<void()> changed);
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

 private:
  struct Watcher;
  std::unique_ptr<Watcher> watcher_;
};

}  // namespace fuwake::platform
