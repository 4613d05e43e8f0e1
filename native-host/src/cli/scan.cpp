#include "cli/scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <iterator>
#include <mutex>
#include <new>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "cli/mail_files.h"
#include "dialogue/limits.h"
#include "platform/streams.h"
#include "report/printable.h"

namespace fuwake::cli {
namespace {

namespace fs = std::filesystem;

// One file's worth of output, and what the table's summary needs of it.
struct FileResult {
  std::string lines;
  std::vector<std::pair<std::string, std::string>> campaigns;  // fingerprint, subject
  std::size_t mails = 0;                                       // and what is none
  std::size_t no_mails = 0;                                    // of these
  bool unreadable = false;
  bool failed = false;  // one of its mails could not be judged
  bool decisions_unread = false;
};

// Not fmt::print, which throws where nobody can be told.
void complain(const std::string& line) {
  std::fputs((line + "\n").c_str(), stderr);
}

// The mails right in a folder, and its folders; links to folders are not followed, for they may go round. What is read
// until something goes wrong counts.
struct Listing {
  std::vector<fs::path> files, folders;
  std::error_code error;
};

Listing list_folder(const fs::path& folder) {
  Listing listing;
  for (fs::directory_iterator entry(folder, listing.error), end; !listing.error && entry != end;
       entry.increment(listing.error)) {
    std::error_code type_error;
    // Thunderbird's indexes, and a Maildir's unfinished deliveries, are no mails.
    const bool index = entry->path().extension() == ".msf";
    const bool unfinished = folder.filename() == "tmp";
    if (entry->symlink_status(type_error).type() == fs::file_type::directory)
      listing.folders.push_back(entry->path());
    else if (entry->is_regular_file(type_error) && !index && !unfinished)
      listing.files.push_back(entry->path());
  }
  return listing;
}

// One folder that cannot be read is named; those beside it are searched.
std::vector<fs::path> files_in(const fs::path& top, bool& unreadable) {
  std::vector<fs::path> files;
  for (std::vector<fs::path> left{top}; !left.empty();) {
    const fs::path folder = std::move(left.back());
    left.pop_back();
    Listing listing = list_folder(folder);
    if (listing.error) {
      complain(report::printable(folder.string(), 4096) + ": " + listing.error.message());
      unreadable = true;
    }
    std::move(listing.files.begin(), listing.files.end(), std::back_inserter(files));
    std::move(listing.folders.begin(), listing.folders.end(), std::back_inserter(left));
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<fs::path> find_files(const std::vector<fs::path>& paths, bool& unreadable) {
  std::vector<fs::path> files;
  for (const fs::path& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    std::vector<fs::path> inside = files_in(path, unreadable);
    std::move(inside.begin(), inside.end(), std::back_inserter(files));
  }
  return files;
}

class Scanner {
 public:
  Scanner(const ScanOptions& options, const broker::Broker& broker, const report::Sentences& sentences)
      : options_(options), broker_(broker), sentences_(sentences) {}

  int run() {
    files_ = find_files(options_.paths, unreadable_);
    results_.resize(files_.size());
    show_progress_ = platform::complaints_are_watched();
    {
      std::vector<std::jthread> threads;
      const unsigned count = std::max(1U, std::thread::hardware_concurrency());
      for (unsigned i = 0; i < count; ++i) threads.emplace_back([this] { work(); });
      print_results();
    }
    if (show_progress_) std::fputs("\r\033[K", stderr);
    if (decisions_unread_) complain(sentences_.say("labels", "decisionsUnread"));
    if (!options_.jsonl) print_summary();
    return unreadable_ ? 1 : 0;
  }

 private:
  void work() {
    while (true) {
      std::size_t index = 0;
      {
        std::unique_lock lock(mutex_);
        // Results wait for those before them; a slow file must not let the rest pile up.
        constexpr std::size_t furthest_ahead = 4096;
        changed_.wait(lock, [&] { return next_ < printed_ + furthest_ahead; });
        if (next_ >= files_.size()) return;
        index = next_++;
      }
      FileResult result = scan_file(files_[index]);
      {
        const std::lock_guard lock(mutex_);
        results_[index] = std::move(result);
      }
      changed_.notify_all();
    }
  }

  FileResult scan_file(const fs::path& file) const {
    FileResult result;
    std::string content;
    std::vector<std::string_view> mails;
    try {
      content = read_mail_file(file);
      mails = split_mbox(content);
    } catch (const std::exception&) {
      result.unreadable = true;
      return result;
    }
    for (const std::string_view mail : mails) {
      scan_mail(file, mail, result);
      ++result.mails;
    }
    return result;
  }

  // What goes wrong with one mail has a line of its own, and the next one's turn comes.
  void scan_mail(const fs::path& file, std::string_view source, FileResult& result) const {
    try {
      const auto done = broker::read(source, reading_of(source), broker_);
      if (done->no_mail) return add_no_mail(file, result);
      const dialogue::Summary& summary = done->summary;
      result.decisions_unread |= done->decisions_unread;
      result.lines += options_.jsonl ? json_line(file, result.mails, summary) : table_line(file, result.mails, summary);
      if (!options_.jsonl) result.campaigns.emplace_back(summary.campaign, summary.subject);
    } catch (const std::bad_alloc&) {
      add_failure(file, "there is not enough memory", result);
    } catch (const std::exception& error) {
      add_failure(file, error.what(), result);
    }
  }

  dialogue::Reading reading_of(std::string_view source) const {
    return {options_.recipient, "en", dialogue::Form::summary, dialogue::work_for(source.size())};
  }

  // A picture, an empty file: no word on it would mean anything.
  void add_no_mail(const fs::path& file, FileResult& result) const {
    ++result.no_mails;
    if (options_.jsonl)
      result.lines += text_of({{"path", file.string()}, {"index", result.mails}, {"noMail", true}});
    else
      result.lines += fmt::format("{}\t-\t-\t{}#{}\n", sentences_.say("labels", "noMail"),
                                  report::printable(file.string(), 4096), result.mails);
  }

  void add_failure(const fs::path& file, const std::string& reason, FileResult& result) const {
    result.failed = true;
    if (options_.jsonl)
      result.lines +=
          text_of({{"path", file.string()}, {"index", result.mails}, {"error", report::printable(reason, 400)}});
    else
      result.lines += fmt::format("{}\t-\t{}\t{}#{}\n", sentences_.say("labels", "notJudged"),
                                  report::printable(reason, 400), report::printable(file.string(), 4096), result.mails);
  }

  static std::string text_of(const nlohmann::ordered_json& line) {
    return report::escape_json(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)) + "\n";
  }

  static std::string json_line(const fs::path& file, std::size_t index, const dialogue::Summary& summary) {
    return text_of({{"path", file.string()},
                    {"index", index},
                    {"level", summary.level},
                    {"score", summary.score},
                    {"findings", summary.findings}});
  }

  std::string table_line(const fs::path& file, std::size_t index, const dialogue::Summary& summary) const {
    return fmt::format("{}\t{:.1f}\t{}\t{}#{}\n", sentences_.say("levels", summary.level), summary.score,
                       report::printable(summary.subject, 80), report::printable(file.string(), 4096), index);
  }

  void print_results() {
    for (std::size_t i = 0; i < files_.size(); ++i) {
      FileResult result;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return results_[i].has_value(); });
        result = std::move(*results_[i]);
        results_[i] = FileResult{};
        ++printed_;
      }
      changed_.notify_all();
      if (result.unreadable) {
        unreadable_ = true;
        complain(sentences_.say("labels", "fileUnreadable", {{"file", report::printable(files_[i].string(), 4096)}}));
      }
      unreadable_ |= result.failed;
      decisions_unread_ |= result.decisions_unread;
      std::fwrite(result.lines.data(), 1, result.lines.size(), stdout);
      mails_ += result.mails - result.no_mails;
      no_mails_ += result.no_mails;
      for (auto& [fingerprint, subject] : result.campaigns)
        if (!fingerprint.empty()) {
          Campaign& campaign = campaigns_[fingerprint];
          campaign.subject = std::move(subject);
          ++campaign.copies;
        }
      if (show_progress_ && (i % 16 == 0 || i + 1 == files_.size())) draw_progress(i + 1);
    }
  }

  void draw_progress(std::size_t done) const {
    constexpr std::size_t width = 40;
    const std::size_t filled = done * width / files_.size();
    const std::string bar =
        fmt::format("\r[{}{}] {}/{}", std::string(filled, '#'), std::string(width - filled, ' '), done, files_.size());
    std::fputs(bar.c_str(), stderr);
  }

  // Whether it was lost is seen at the end, by run() of commands.h.
  static void print_line(const std::string& line) { std::fputs((line + "\n").c_str(), stdout); }

  void print_summary() const {
    print_line(sentences_.say("labels", "mails", {{"count", mails_}}));
    if (no_mails_ > 0) print_line(sentences_.say("labels", "noMails", {{"count", no_mails_}}));
    std::vector<const Campaign*> largest;
    for (const auto& [fingerprint, campaign] : campaigns_)
      if (campaign.copies > 1) largest.push_back(&campaign);
    std::sort(largest.begin(), largest.end(),
              [](const Campaign* a, const Campaign* b) { return a->copies > b->copies; });
    for (const Campaign* campaign : largest)
      print_line(sentences_.say("labels", "copies",
                                {{"count", campaign->copies}, {"subject", report::printable(campaign->subject, 80)}}));
  }

  struct Campaign {
    std::string subject;
    std::size_t copies = 0;
  };

  const ScanOptions& options_;
  const broker::Broker& broker_;
  const report::Sentences& sentences_;
  std::vector<fs::path> files_;
  bool show_progress_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t next_ = 0;  // guarded by mutex_, like the two below
  std::size_t printed_ = 0;
  std::vector<std::optional<FileResult>> results_;
  std::map<std::string, Campaign> campaigns_;
  std::size_t mails_ = 0, no_mails_ = 0;
  bool unreadable_ = false;  // a file, or one of its mails
  bool decisions_unread_ = false;
};

}  // namespace

std::vector<std::string_view> split_mbox(std::string_view content) {
  if (!content.starts_with("From ")) return {content};
  std::vector<std::string_view> mails;
  std::size_t begin = 0;
  while (begin < content.size()) {
    std::size_t end = content.size();
    for (auto at = content.find("\nFrom ", begin + 1); at != std::string_view::npos;
         at = content.find("\nFrom ", at + 1)) {
      const bool after_empty_line =
          content[at - 1] == '\n' || (at >= 2 && content[at - 1] == '\r' && content[at - 2] == '\n');
      if (!after_empty_line) continue;
      end = at + 1;
      break;
    }
    mails.push_back(content.substr(begin, end - begin));
    begin = end;
  }
  return mails;
}

int scan(const ScanOptions& options, const broker::Broker& broker, const report::Sentences& sentences) {
  return Scanner(options, broker, sentences).run();
}

}  // namespace fuwake::cli
