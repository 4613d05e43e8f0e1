#include "memory/reading.h"

#include <stdexcept>

namespace fuwake::memory {

std::optional<Decision> Reading::find(const std::string& key) const {
  try {
    return history_.find(key);
  } catch (const std::runtime_error&) {
    failed_ = true;
    return std::nullopt;
  }
}

std::int64_t Reading::decide(const Decision&) {
  throw std::logic_error("decisions: analysis decides nothing");
}

bool Reading::undo(std::int64_t) {
  throw std::logic_error("decisions: analysis decides nothing");
}

}  // namespace fuwake::memory
