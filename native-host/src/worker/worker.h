// The engine as a worker has it: reads mails as it is told by whoever hands them over, and asks him what it cannot
// know. It opens nothing and starts nothing; the program around it (worker/main.cpp) sees to it that it could not.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "dialogue/dialogue.h"
#include "dissection/dissection.h"
#include "platform/streams.h"
#include "report/sentences.h"

namespace fuwake::worker {

/// What stays the same for every mail.
struct Prepared {
  dissection::Engine engine;
  report::Languages languages;
};

/// Whoever knows what the engine asks.
using Ask = std::function<dialogue::Answers(const dialogue::Questions&)>;

/// For one thread.
class Worker {
 public:
  explicit Worker(const Prepared& prepared) : prepared_(prepared) {}

  /// `mail` belongs to a dialogue::Reading. A mail that takes more than it may, of time or of memory, is answered as
  /// one that could not be read. Throws what `ask` throws, and interruption::Interrupted.
  dialogue::Done perform(const dialogue::Task& task, std::string_view mail, const Ask& ask);

  /// What it says in answer to dialogue::Status.
  void set_confinement(const platform::Confinement& confinement) { confinement_ = confinement; }

 private:
  dialogue::Done of(const dialogue::Reading& reading, std::string_view mail, const Ask& ask);
  dialogue::Done of(const dialogue::Unread& unread) const;
  dialogue::Done of(const dialogue::Contacts& contacts);
  dialogue::Done of(const dialogue::Catalogue& catalogue) const;
  dialogue::Done told(const dissection::Dissection& dissection, const std::string& locale, dialogue::Form form) const;

  const Prepared& prepared_;
  std::shared_ptr<const mail::Contacts> contacts_;
  platform::Confinement confinement_;
};

/// Performs what comes until the end.
void serve(platform::Input& input, platform::Output& output, Worker& worker);

}  // namespace fuwake::worker
