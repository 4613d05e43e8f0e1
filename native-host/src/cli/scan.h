// `fuwake scan`: many mails at once, on all cores.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "broker/broker.h"
#include "report/sentences.h"

namespace fuwake::cli {

struct ScanOptions {
  std::vector<std::filesystem::path> paths;  // files, folders, mbox, Maildir
  bool jsonl = false;                        // else a table
  dialogue::Recipient recipient;
};

/// Prints one line a mail to standard output, in the order of the paths (folders sorted by name),
/// and a progress bar to standard error where that is a terminal; folders and files that cannot be read are named
/// there, and the rest goes on. Returns the exit code: 0, or 1 if there was one, or a mail could not be judged; such a
/// mail has a line that says why. What is no mail has one that says so, and is counted apart. Whether the output was
/// lost is the caller's to see.
int scan(const ScanOptions& options, const broker::Broker& broker, const report::Sentences& sentences);

/// Where the mails of an mbox begin and end (RFC 4155): a "From " line at the start or after an
/// empty line. A file that does not begin with one is a single mail.
std::vector<std::string_view> split_mbox(std::string_view content);

}  // namespace fuwake::cli
