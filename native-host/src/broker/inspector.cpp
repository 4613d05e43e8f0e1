#include "broker/inspector.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>

#include "interruption/interruption.h"
#include "platform/process.h"

namespace fuwake::broker {

using attachments::FoundTarget;
using attachments::Inspected;
namespace {

using Clock = std::chrono::steady_clock;

using platform::Process;

std::optional<std::uint32_t> receive_number(Process& process, const Process::Patience& patience) {
  const auto bytes = process.receive(sizeof(std::uint32_t), patience);
  if (!bytes) return std::nullopt;
  std::uint32_t number = 0;
  std::memcpy(&number, bytes->data(), sizeof number);
  return number;
}

// The program, and how slowly this computer starts it.
struct Running {
  std::unique_ptr<Process> process;
  std::chrono::microseconds ready{0};

  /// What it took to get ready, as it told; nullopt where it does not speak our language.
  std::optional<std::chrono::microseconds> time_to_get_ready(const Process::Patience& patience) {
    if (ready.count() != 0) return ready;
    const auto mark = process->receive(4, patience);
    if (!mark || *mark != "FWK1") return std::nullopt;
    const auto told = receive_number(*process, patience);
    if (!told) return std::nullopt;
    ready = std::chrono::microseconds(std::max<std::uint32_t>(*told, 1));
    return ready;
  }
};

std::string number_as_bytes(std::uint32_t number) {
  std::string bytes(sizeof number, '\0');
  std::memcpy(bytes.data(), &number, sizeof number);
  return bytes;
}

FoundTarget::Where where_of(const std::string& told) {
  if (told == "pdf") return FoundTarget::Where::pdf;
  return told == "document" ? FoundTarget::Where::document : FoundTarget::Where::qr_code;
}

Inspected inspected_from(const nlohmann::json& answer) {
  Inspected out;
  out.looked_at = true;
  out.type = answer.at("type");
  out.names = answer.at("names").get<std::vector<std::string>>();
  for (const auto& target : answer.at("targets"))
    out.targets.push_back({where_of(target.at("where")), target.at("target")});
  out.fetched = answer.at("fetched").get<std::vector<std::string>>();
  out.encrypted = answer.at("encrypted");
  out.macros = answer.at("macros");
  out.active = answer.at("active");
  out.cut = answer.at("cut");
  return out;
}

class ProcessInspector final : public Inspector {
 public:
  explicit ProcessInspector(std::filesystem::path program) : program_(std::move(program)) {}

  std::vector<Inspected> inspect(const std::vector<std::string_view>& contents) const override {
    const std::stop_token stop = interruption::current();
    std::size_t bytes = 0;
    for (const std::string_view content : contents) bytes += content.size();
    Sharing sharing{Clock::now() + std::chrono::milliseconds(longest_inspection) +
                        std::chrono::milliseconds(longest_inspection_of_megabyte * static_cast<long>(bytes >> 20)),
                    std::chrono::microseconds(shared_microseconds), stop};
    std::vector<Inspected> out(contents.size());
    // One question each: what one attachment does to the program costs the others nothing but of the common budget.
    for (std::size_t i = 0; i < contents.size() && sharing.goes_on(); ++i) {
      sharing.is_last = i + 1 == contents.size();
      if (auto answer = ask(contents[i], sharing)) out[i] = std::move(*answer);
    }
    return out;
  }

 private:
  // What the contents of one mail have in common.
  struct Sharing {
    Clock::time_point deadline;
    std::chrono::microseconds left;  // beside what each has for its size
    const std::stop_token& stop;
    bool is_last = false;
    /// Not all of it, so that the next has something too.
    std::chrono::microseconds share() const { return is_last ? left : left * 3 / 4; }
    bool goes_on() const { return left.count() > 0 && Clock::now() < deadline && !stop.stop_requested(); }
  };

  static std::chrono::microseconds own_share_of(std::string_view content) {
    return std::chrono::microseconds(
        static_cast<long long>(static_cast<double>(content.size()) * microseconds_of_byte));
  }

  // A slow computer gets ready slowly, and takes as many times longer for all else.
  static int slowness_by(std::chrono::microseconds ready) {
    constexpr long long usual = 20'000, most = 8;
    return static_cast<int>(std::clamp((ready.count() + usual / 2) / usual, 1LL, most));
  }

  std::optional<Inspected> ask(std::string_view content, Sharing& sharing) const {
    static thread_local Running running;
    if (!running.process) running = {Process::start(program_)};
    if (!running.process) return std::nullopt;
    Process& process = *running.process;
    constexpr std::chrono::seconds longest_start(2);
    Process::Patience patience{sharing.deadline, process.used_time() + longest_start, sharing.stop};
    if (const auto ready = running.time_to_get_ready(patience)) {
      const int slowness = slowness_by(*ready);
      const auto own = own_share_of(content);
      const auto share = own + sharing.share();
      const auto before = process.used_time();
      // It is asked to end by itself first, and then tells what it has found.
      patience.used = before + (share + share / 8) * slowness;
      auto answer = answer_of(process, content, share * slowness, patience);
      const auto beyond = (process.used_time() - before) / slowness - own;
      sharing.left -= std::max(beyond, std::chrono::microseconds(0));
      if (answer) return answer;
      // The next one starts anew.
      sharing.left -= *ready / slowness;
    }
    running = {};
    return std::nullopt;
  }

  static std::optional<Inspected> answer_of(Process& process, std::string_view content, std::chrono::microseconds time,
                                            const Process::Patience& patience) {
    constexpr std::uint32_t longest_answer = 1024 * 1024;
    const std::string head = number_as_bytes(static_cast<std::uint32_t>(content.size())) +
                             number_as_bytes(static_cast<std::uint32_t>(time.count()));
    if (!process.send(head, patience) || !process.send(content, patience)) return std::nullopt;
    const auto length = receive_number(process, patience);
    if (!length || *length > longest_answer) return std::nullopt;
    const auto text = process.receive(*length, patience);
    if (!text) return std::nullopt;
    try {
      return inspected_from(nlohmann::json::parse(*text));
    } catch (const nlohmann::json::exception&) {
      return std::nullopt;  // whatever took it over does not speak our language any more
    }
  }

  std::filesystem::path program_;
};

}  // namespace

std::unique_ptr<Inspector> make_inspector(std::filesystem::path program) {
  return std::make_unique<ProcessInspector>(std::move(program));
}

}  // namespace fuwake::broker
