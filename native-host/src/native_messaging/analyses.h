// The analyses that are on their way, each under the id of its request, so that they can be cancelled.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>

namespace fuwake::native_messaging {

/// Safe for several threads.
class Analyses {
 public:
  struct Analysis {
    std::stop_source stop;
    bool taken_up = false;  // a thread works on it; until then cancelling it is all there is to do
    bool cancelled = false;
  };

  /// Throws RequestError where one with this id is on its way.
  std::shared_ptr<Analysis> begin(const nlohmann::json& id);
  /// False where it was cancelled, and answered, while it waited.
  bool take_up(Analysis& analysis);
  void end(const nlohmann::json& id);
  /// Stops the one with this id, if there is one. True where nobody has taken it up: nobody else will answer it.
  bool cancel(const nlohmann::json& id);

 private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Analysis>> running_;
};

}  // namespace fuwake::native_messaging
