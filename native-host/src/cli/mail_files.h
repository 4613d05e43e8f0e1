// Mails from the disk, from pipes and from devices, within bounds.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

namespace fuwake::cli {

/// Why a file is no mail to be read. what() names it and the reason; `label` is the sentence that says so to a person.
class MailFileError : public std::runtime_error {
 public:
  MailFileError(const std::string& file, const std::string& reason, const char* label);
  const char* label() const { return label_; }

 private:
  const char* label_;
};

struct MailBytes {
  std::string bytes;
  bool more = false;  // there is more than the largest mail; so much was read
};

/// One mail from a file, a pipe, a device or ("-") standard input: never more than the largest mail, for /dev/zero and
/// pipes may never end. Throws MailFileError.
MailBytes read_mail(const std::string& file);

/// All of a file, which may be an mbox, as long as it is when it is opened. Pipes, devices and what the kernel makes up
/// (/proc, /sys) are refused, for they may never end. Throws MailFileError.
std::string read_mail_file(const std::filesystem::path& file);

}  // namespace fuwake::cli
