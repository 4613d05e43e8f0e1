#include "broker/inspector.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <optional>

#include "broker/pool.h"
#include "dialogue/limits.h"
#include "frames/frames.h"
#include "interruption/interruption.h"
#include "platform/process.h"

namespace fuwake::broker {
namespace {

using namespace dialogue;
using Clock = std::chrono::steady_clock;
using platform::Process;

std::string number_as_bytes(std::uint32_t number) {
  std::string bytes(sizeof number, '\0');
  std::memcpy(bytes.data(), &number, sizeof number);
  return bytes;
}

// The program, and how slowly this computer starts it.
struct Running {
  std::unique_ptr<Process> process;
  std::chrono::microseconds ready{0};

  /// What it took to get ready, as it told; nullopt where it does not speak our language.
  std::optional<std::chrono::microseconds> time_to_get_ready() {
    if (ready.count() != 0) return ready;
    constexpr std::string_view mark = "FWK2";
    std::uint32_t told = 0;
    const frames::Frame greeting = frames::receive(*process, mark.size() + sizeof told);
    if (greeting.text.size() != mark.size() + sizeof told || !greeting.text.starts_with(mark)) return std::nullopt;
    std::memcpy(&told, greeting.text.data() + mark.size(), sizeof told);
    ready = std::chrono::microseconds(std::max<std::uint32_t>(told, 1));
    return ready;
  }

  bool is_worn() const { return process->used_time() > inspectors_time / 2; }
};

// What the contents of one mail have in common.
struct Sharing {
  Clock::time_point deadline;
  std::chrono::microseconds left;  // beside what each has for its size
  std::stop_token stop;
  bool is_last = false;
  /// Not all of it, so that the next has something too.
  std::chrono::microseconds share() const { return is_last ? left : left * 3 / 4; }
  bool goes_on() const { return left.count() > 0 && Clock::now() < deadline && !stop.stop_requested(); }
};

Sharing sharing_of(const std::vector<std::string>& contents) {
  std::size_t bytes = 0;
  for (const std::string& content : contents) bytes += content.size();
  return {Clock::now() + std::chrono::milliseconds(longest_inspection) +
              std::chrono::milliseconds(longest_inspection_of_megabyte * static_cast<long>(bytes / megabyte)),
          std::chrono::microseconds(shared_microseconds), interruption::current()};
}

std::chrono::microseconds own_share_of(const std::string& content) {
  return std::chrono::microseconds(static_cast<long long>(static_cast<double>(content.size()) * microseconds_of_byte));
}

// A slow computer gets ready slowly, and takes as many times longer for all else.
int slowness_by(std::chrono::microseconds ready) {
  constexpr long long usual = 20'000, most = 8;
  return static_cast<int>(std::clamp((ready.count() + usual / 2) / usual, 1LL, most));
}

std::optional<std::string> answer_of(Process& process, const std::string& content, std::chrono::microseconds time) {
  if (!frames::send(process, number_as_bytes(static_cast<std::uint32_t>(time.count()))) ||
      !frames::send(process, content))
    return std::nullopt;
  frames::Frame answer = frames::receive(process, longest_answer_of_inspector);
  if (answer.kind != frames::Frame::Kind::message) return std::nullopt;
  return std::move(answer.text);
}

class ProcessInspector final : public Inspector {
 public:
  explicit ProcessInspector(std::filesystem::path program) : program_(std::move(program)) {}

  std::vector<std::string> inspect(const std::vector<std::string>& contents) const override {
    Sharing sharing = sharing_of(contents);
    std::vector<std::string> out(contents.size());
    // One question each: what one attachment does to the program costs the others nothing but of the common budget.
    for (std::size_t i = 0; i < contents.size() && sharing.goes_on(); ++i) {
      sharing.is_last = i + 1 == contents.size();
      if (auto answer = ask(contents[i], sharing)) out[i] = std::move(*answer);
    }
    return out;
  }

 private:
  std::optional<Pool<Running>::Lease> take() const {
    if (auto waiting = pool_.take()) return waiting;
    auto process = Process::start(program_);
    if (!process) return std::nullopt;
    return pool_.add({std::move(process)});
  }

  std::optional<std::string> ask(const std::string& content, Sharing& sharing) const {
    auto running = take();
    if (!running) return std::nullopt;
    Process& process = *(*running)->process;
    constexpr std::chrono::seconds longest_start(2);
    process.be_patient({sharing.deadline, process.used_time() + longest_start, sharing.stop});
    const auto ready = (*running)->time_to_get_ready();
    if (!ready) return std::nullopt;
    const int slowness = slowness_by(*ready);
    const auto own = own_share_of(content);
    const auto share = own + sharing.share();
    const auto before = process.used_time();
    // It is asked to end by itself first, and then tells what it has found.
    process.be_patient({sharing.deadline, before + (share + share / 8) * slowness, sharing.stop});
    auto answer = answer_of(process, content, share * slowness);
    const auto beyond = (process.used_time() - before) / slowness - own;
    sharing.left -= std::max(beyond, std::chrono::microseconds(0));
    if (!answer)
      sharing.left -= *ready / slowness;  // the next one starts anew
    else if (!(*running)->is_worn())
      running->keep();
    return answer;
  }

  const std::filesystem::path program_;
  mutable Pool<Running> pool_;
};

}  // namespace

std::unique_ptr<Inspector> make_inspector(std::filesystem::path program) {
  return std::make_unique<ProcessInspector>(std::move(program));
}

}  // namespace fuwake::broker
