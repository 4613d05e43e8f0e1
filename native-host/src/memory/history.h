// What the user decided: whom he trusts, and which verdicts were wrong. Kept on this computer alone, in SQLite.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fuwake::memory {

enum class DecisionKind {
  trusted,    // of an address whose domain was authenticated
  honest,     // of a mail: "this is wrong, the mail is honest"
  dishonest,  // of a mail: "this is wrong, the mail is not honest"
};

/// "trusted", "honest", "dishonest"; as in the file and in the protocol.
const char* name_of(DecisionKind kind);
std::optional<DecisionKind> decision_kind(std::string_view name);

struct Decision {
  std::int64_t id = 0;     // 0: not kept yet
  DecisionKind kind = DecisionKind::trusted;
  std::string key;         // what it is bound to; see key_of_sender and key_of_mail
  std::string label;       // for people: the address, the subject
  std::int64_t time = 0;   // seconds since 1970
};


class History {
 public:
  virtual ~History() = default;
  /// The newest decision that is bound to this key; nullopt where there is none.
  virtual std::optional<Decision> find(const std::string& key) const = 0;
  /// All, the newest first.
  virtual std::vector<Decision> list() const = 0;
  /// Keeps a decision, in the place of one with the same key. Returns its id.
  virtual std::int64_t decide(const Decision& decision) = 0;
  /// Forgets a decision; false where there is no such.
  virtual bool undo(std::int64_t id) = 0;
};

/// So many decisions are kept; the oldest go.
inline constexpr int most_decisions = 10'000;

/// The file is made with the first decision, folders too; until then nothing is read. Safe for several threads
/// and processes. decide(), list() and undo() throw std::runtime_error where the file is not ours or cannot be
/// used; find() then finds nothing, for a broken file must not keep mails from being judged.
std::unique_ptr<History> open_history(const std::filesystem::path& file);

/// Nothing decided, nothing kept: for tests and where there is no place for a file.
std::unique_ptr<History> empty_history();

}  // namespace fuwake::memory
