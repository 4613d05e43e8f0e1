#include "cli/mail_files.h"

#include <algorithm>
#include <stdexcept>
#include <system_error>

#include "dissection/dissection.h"
#include "platform/files.h"

namespace fuwake::cli {
namespace {

using platform::OpenFile;

[[noreturn]] void fail(const std::string& file, const std::string& reason) {
  throw std::runtime_error(file + ": " + reason);
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

MailBytes read_mail(const std::string& file) try {
  const OpenFile opened = file == "-" ? OpenFile::standard_input() : OpenFile::open(file);
  if (opened.kind() == OpenFile::Kind::folder) fail(file, "is a folder (fuwake scan reads folders)");
  MailBytes mail;
  mail.bytes = read_at_most(opened, dissection::largest_mail + 1);
  mail.more = mail.bytes.size() > dissection::largest_mail;
  return mail;
} catch (const std::system_error& error) {
  fail(file, error.code().message());
}

std::string read_mail_file(const std::filesystem::path& file) try {
  const OpenFile opened = OpenFile::open_at_once(file);
  if (opened.kind() != OpenFile::Kind::file) fail(file.string(), "is no file");
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
  fail(file.string(), error.code().message());
}

}  // namespace fuwake::cli
