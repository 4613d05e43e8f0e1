// Mails from the disk, from pipes and from devices, within bounds.
#pragma once

#include <filesystem>
#include <string>

namespace fuwake::cli {

struct MailBytes {
  std::string bytes;
  bool more = false;  // there is more than the largest mail; so much was read
};

/// One mail from a file, a pipe, a device or ("-") standard input: never more than the largest mail, for /dev/zero and
/// pipes may never end. Throws std::runtime_error with the name and the reason.
MailBytes read_mail(const std::string& file);

/// All of a file, which may be an mbox, as long as it is when it is opened. Pipes, devices and what the kernel makes up
/// (/proc, /sys) are refused, for they may never end. Throws std::runtime_error with the name and the reason.
std::string read_mail_file(const std::filesystem::path& file);

}  // namespace fuwake::cli
