// The program that opens attachments, asked.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fuwake::broker {

class Inspector {
 public:
  virtual ~Inspector() = default;
  /// What was found in each content, in the same order, as the program tells it (inspector/main.cpp); "" where nobody
  /// looked. Who asks passes it on and does not read it. The contents share one budget (dialogue/limits.h), so the most
  /// dangerous come first. Heeds interruption::current(): ends soon, with what it has by then.
  virtual std::vector<std::string> inspect(const std::vector<std::string>& contents) const = 0;
};

/// Talks to the program `fuwake-inspector` (native-host/src/inspector), one process a question, started when none
/// waits, and ended where it takes longer than it may. Safe for several threads.
std::unique_ptr<Inspector> make_inspector(std::filesystem::path program);

}  // namespace fuwake::broker
