// The program that opens attachments, asked.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "attachments/inspected.h"

namespace fuwake::broker {

class Inspector {
 public:
  virtual ~Inspector() = default;
  /// One answer for each content, in the same order. They share one budget, so the most dangerous come first. Heeds
  /// interruption::current(): ends soon, with what it has by then.
  virtual std::vector<attachments::Inspected> inspect(const std::vector<std::string_view>& contents) const = 0;
};

inline constexpr int longest_inspection = 5000;  // milliseconds, for one mail; for each megabyte as many again as
inline constexpr int longest_inspection_of_megabyte = 500;

/// The processor time that the contents of one mail may take together beside what each has for its size, and that is
/// as much as honest files take (a PDF of 50 pages and 260 KB 70 ms, a photo of 3 MB 50 ms). It is meant for a
/// computer on which the program starts within 20 ms; a slower one is given as many times more.
inline constexpr int shared_microseconds = 70'000;
inline constexpr double microseconds_of_byte = 0.06;

/// Talks to the program `fuwake-inspector` (native-host/src/inspector), one process a thread, started with the
/// first question and again after it died or took longer than `longest_inspection`. Safe for several threads.
std::unique_ptr<Inspector> make_inspector(std::filesystem::path program);

}  // namespace fuwake::broker
