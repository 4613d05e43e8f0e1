// Files, pipes and devices, opened to be read once from the front.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace fuwake::platform {

/// Something that was opened; closed at the end of its life, but for standard input.
class OpenFile {
 public:
  /// What a name stands for. `endless`: a pipe, a device, or what the system makes up while it is read (/proc, /sys):
  /// it may never have a next byte, or never a last.
  enum class Kind { file, folder, endless };

  /// Throws std::system_error.
  static OpenFile open(const std::filesystem::path& path);
  /// Waits for nobody: opening a pipe would wait for its writer. Throws std::system_error.
  static OpenFile open_at_once(const std::filesystem::path& path);
  static OpenFile standard_input();

  OpenFile(OpenFile&& other) noexcept;
  OpenFile& operator=(OpenFile&&) = delete;
  ~OpenFile();

  /// Throws std::system_error where the system does not tell.
  Kind kind() const;
  /// Of a file, in bytes, as it is now. Throws std::system_error.
  std::uint64_t size() const;
  /// Waits for some bytes, and gives how many came; 0 at the end. Throws std::system_error.
  std::size_t read(char* to, std::size_t size) const;

 private:
  OpenFile(int descriptor, bool ours) : descriptor_(descriptor), ours_(ours) {}
  static OpenFile open(const std::filesystem::path& path, int flags);

  int descriptor_;
  bool ours_;
};

}  // namespace fuwake::platform
