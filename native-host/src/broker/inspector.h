// The program that opens attachments, asked.
#pragma once

#include <filesystem>
#include <memory>

#include "attachments/inspector.h"

namespace fuwake::broker {

/// Talks to the program `fuwake-inspector` (native-host/src/inspector), one process a thread, started with the
/// first question and again after it died or took longer than `attachments::longest_inspection`. Safe for several
/// threads.
std::unique_ptr<attachments::Inspector> make_inspector(std::filesystem::path program);

}  // namespace fuwake::broker
