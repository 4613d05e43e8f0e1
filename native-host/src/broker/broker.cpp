#include "broker/broker.h"

#include <chrono>
#include <utility>

#include "interruption/interruption.h"
#include "memory/answers.h"

namespace fuwake::broker {
namespace {

using Clock = std::chrono::steady_clock;

std::vector<attachments::Inspected> open(const std::vector<std::string>& contents, const Inspector& inspector) {
  if (contents.empty()) return {};
  return inspector.inspect({contents.begin(), contents.end()});
}

attachments::Opened open(dissection::Inquiry& inquiry, const Inspector* inspector) {
  if (inspector == nullptr) return {};
  const attachments::Contents contents = dissection::contents_to_open(inquiry);
  return {open(contents.attached, *inspector), open(contents.pictures, *inspector), open(contents.drawn, *inspector)};
}

}  // namespace

Broker read_broker(const std::filesystem::path& data, const std::vector<std::filesystem::path>& ip_folders,
                   const std::filesystem::path& inspector, const std::filesystem::path& decisions) {
  return {dissection::read_engine(data, ip_folders),
          decisions.empty() ? memory::empty_history() : memory::open_history(decisions),
          inspector.empty() ? nullptr : make_inspector(inspector)};
}

std::optional<dissection::Dissection> dissect(std::string_view source, mail::Recipient recipient, const Broker& broker,
                                              const std::stop_token& stop, const Inspector* inspector) {
  const auto start = Clock::now();
  const interruption::Scope scope(stop);
  try {
    auto inquiry = dissection::inquire(source, std::move(recipient), broker.engine);
    dissection::Answers answers;
    answers.opened = open(inquiry, inspector != nullptr ? inspector : broker.inspector.get());
    answers.decisions = memory::answer(*broker.history, inquiry.keys);
    auto dissection = dissection::conclude(std::move(inquiry), broker.engine, answers);
    dissection.duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
    return dissection;
  } catch (const interruption::Interrupted&) {
    return std::nullopt;
  }
}

}  // namespace fuwake::broker
