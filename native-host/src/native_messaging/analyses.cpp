#include "native_messaging/analyses.h"

#include "native_messaging/errors.h"

namespace fuwake::native_messaging {

std::shared_ptr<Analyses::Analysis> Analyses::begin(const nlohmann::json& id) {
  const std::lock_guard lock(mutex_);
  const auto [entry, added] = running_.emplace(id.dump(), std::make_shared<Analysis>());
  if (!added) throw RequestError{invalid_request, "an analysis with this id is on its way"};
  return entry->second;
}

bool Analyses::take_up(Analysis& analysis) {
  const std::lock_guard lock(mutex_);
  analysis.taken_up = true;
  return !analysis.cancelled;
}

void Analyses::end(const nlohmann::json& id) {
  const std::lock_guard lock(mutex_);
  running_.erase(id.dump());
}

bool Analyses::cancel(const nlohmann::json& id) {
  std::shared_ptr<Analysis> analysis;
  {
    const std::lock_guard lock(mutex_);
    const auto found = running_.find(id.dump());
    if (found == running_.end()) return false;
    analysis = found->second;
    analysis->cancelled = !analysis->taken_up;
    if (analysis->cancelled) running_.erase(found);
  }
  analysis->stop.request_stop();
  return analysis->cancelled;
}

}  // namespace fuwake::native_messaging
