#include "cli/mail_files.h"

#include <algorithm>
#include <system_error>

#include "dialogue/limits.h"
#include "platform/files.h"

namespace fuwake::cli {
namespace {

using platform::OpenFile;

[[noreturn]] void fail(const std::string& file, const std::error_code& error) {
  throw MailFileError(file, error.message(),
                      error == std::errc::no_such_file_or_directory ? "fileMissing" : "fileUnreadable");
}

// So many bytes at most; fewer where there are no more.
std::string read_at_most(const OpenFile& file, std::size_t most) {
  constexpr std::size_t step = 1024 * 1024;
  std::string bytes;
  while (bytes.size() < most) {
    const std::size_t before = bytes.size();
    bytes.resize(std::min(before + step, most));
    const std::size_t count = file.read(bytes.data() + before, bytes.size() - before);
    bytes.resize(before + count);
    if (count == 0) break;
  }
  return bytes;
}

}  // namespace

MailFileError::MailFileError(const std::string& file, const std::string& reason, const char* label)
    : std::runtime_error(file + ": " + reason), label_(label) {}

MailBytes read_mail(const std::string& file) try {
  const OpenFile opened = file == "-" ? OpenFile::standard_input() : OpenFile::open(file);
  if (opened.kind() == OpenFile::Kind::folder) throw MailFileError(file, "is a folder", "fileIsFolder");
  MailBytes mail;
  mail.bytes = read_at_most(opened, dialogue::largest_mail + 1);
  mail.more = mail.bytes.size() > dialogue::largest_mail;
  return mail;
} catch (const std::system_error& error) {
  fail(file, error.code());
}

std::string read_mail_file(const std::filesystem::path& file) try {
  const OpenFile opened = OpenFile::open_at_once(file);
  if (opened.kind() != OpenFile::Kind::file) throw MailFileError(file.string(), "is no file", "fileUnreadable");
  std::string content(opened.size(), '\0');
  std::size_t done = 0;
  while (done < content.size()) {
    const std::size_t count = opened.read(content.data() + done, content.size() - done);
    if (count == 0) break;
    done += count;
  }
  content.resize(done);
  return content;
} catch (const std::system_error& error) {
  fail(file.string(), error.code());
}

}  // namespace fuwake::cli
