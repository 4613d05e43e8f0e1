// What one mail's analysis reads of the decisions.
#pragma once

#include "memory/history.h"

namespace fuwake::memory {

/// find() of a history, which never fails: what cannot be read counts as not decided, and is remembered. A file that
/// is broken, or that another program has, must not keep mails from being judged. For one thread.
class Reading final : public History {
 public:
  explicit Reading(const History& history) : history_(history) {}
  std::optional<Decision> find(const std::string& key) const override;
  std::vector<Decision> list() const override { return history_.list(); }
  /// Analysis decides nothing: these throw std::logic_error.
  std::int64_t decide(const Decision&) override;
  bool undo(std::int64_t) override;
  /// True where something of what was asked for could not be read.
  bool failed() const { return failed_; }

 private:
  const History& history_;
  mutable bool failed_ = false;
};

}  // namespace fuwake::memory
