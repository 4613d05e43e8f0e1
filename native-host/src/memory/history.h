// What the user decided: whom he trusts, and which verdicts were wrong. Kept on this computer alone, in SQLite.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "decisions/decisions.h"

namespace fuwake::memory {

using decisions::Decision;
using decisions::DecisionKind;

class History {
 public:
  virtual ~History() = default;
  /// The decision that is bound to this key; nullopt where there is none. Waits for no other program.
  virtual std::optional<Decision> find(const std::string& key) const = 0;
  /// All, the newest first.
  virtual std::vector<Decision> list() const = 0;
  /// Keeps a decision, in the place of one with the same key. Returns its id when it is on the disk.
  virtual std::int64_t decide(const Decision& decision) = 0;
  /// Forgets a decision; false where there is no such.
  virtual bool undo(std::int64_t id) = 0;
  /// Another number than before where decisions have been changed since, by whichever program. Waits for none.
  virtual std::uint64_t generation() const { return 0; }
};

/// So many decisions are kept; the oldest go.
inline constexpr int most_decisions = 10'000;

/// The file (0600) is made with the first decision, missing folders (0700) too; until then nothing is read. Safe for
/// several threads and programs. All throw std::runtime_error, naming the file, where it is not ours, is broken or is
/// another program's just now: find() at once, the others after ten seconds. Analysis asks by memory/answers.h.
std::unique_ptr<History> open_history(const std::filesystem::path& file);

/// Nothing decided, nothing kept: for tests and where there is no place for a file.
std::unique_ptr<History> empty_history();

}  // namespace fuwake::memory
