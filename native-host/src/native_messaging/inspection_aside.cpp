#include "native_messaging/inspection_aside.h"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>

#include "dialogue/limits.h"
#include "interruption/interruption.h"

namespace fuwake::native_messaging {
namespace {

// Each has a process of its own. Two hostile mails hold two of them; the rest is for the others.
constexpr unsigned inspections_at_once = 4;

// What the mail and the thread that opens its attachments know of each other.
struct Turn {
  enum class State { waiting, begun, done, given_up };

  std::mutex mutex;
  std::condition_variable_any changed;
  State state = State::waiting;
  std::vector<std::string> answers;
  std::exception_ptr error;

  bool begin() {
    const std::lock_guard lock(mutex);
    if (state == State::waiting) state = State::begun;
    changed.notify_all();
    return state == State::begun;
  }
  void end(std::vector<std::string> found, std::exception_ptr thrown) {
    const std::lock_guard lock(mutex);
    answers = std::move(found);
    error = std::move(thrown);
    state = State::done;
    changed.notify_all();
  }
  // False where the turn does not come in time, or nobody wants it any more.
  bool wait(const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    changed.wait_for(lock, stop, std::chrono::milliseconds(dialogue::longest_inspection),
                     [this] { return state != State::waiting; });
    if (state == State::waiting) {
      state = State::given_up;
      return false;
    }
    // From here on the inspector itself keeps to its time, and heeds `stop`.
    changed.wait(lock, [this] { return state == State::done; });
    return true;
  }
};

}  // namespace

InspectionAside::InspectionAside(std::shared_ptr<const broker::Inspector> inspector)
    : inspector_(std::move(inspector)), lane_(inspections_at_once) {}

std::vector<std::string> InspectionAside::inspect(const std::vector<std::string>& contents) const {
  std::vector<std::string> nothing(contents.size());
  if (inspector_ == nullptr || contents.empty()) return nothing;
  const Lane::Aside aside;
  if (!aside) return nothing;
  const auto turn = std::make_shared<Turn>();
  const std::stop_token stop = interruption::current();
  // `contents` lives until the turn is done or given up.
  lane_.add([this, turn, &contents, stop] {
    if (!turn->begin()) return;
    const interruption::Scope scope(stop);
    try {
      turn->end(inspector_->inspect(contents), nullptr);
    } catch (...) {
      turn->end({}, std::current_exception());
    }
  });
  if (!turn->wait(stop)) return nothing;
  if (turn->error) std::rethrow_exception(turn->error);
  return std::move(turn->answers);
}

}  // namespace fuwake::native_messaging
