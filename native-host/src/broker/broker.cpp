#include "broker/broker.h"

#include <utility>

#include "broker/inspector.h"
#include "memory/answers.h"

namespace fuwake::broker {

Broker read_broker(const std::filesystem::path& data, const std::vector<std::filesystem::path>& ip_folders,
                   const std::filesystem::path& inspector, const std::filesystem::path& decisions) {
  return {dissection::read_engine(data, ip_folders),
          decisions.empty() ? memory::empty_history() : memory::open_history(decisions),
          inspector.empty() ? nullptr : make_inspector(inspector)};
}

std::optional<dissection::Dissection> dissect(std::string_view source, mail::Recipient recipient, const Broker& broker,
                                              const std::stop_token& stop, const attachments::Inspector* inspector) {
  auto inquiry = dissection::inquire(source, std::move(recipient), broker.engine, stop,
                                     inspector != nullptr ? inspector : broker.inspector.get());
  if (!inquiry) return std::nullopt;
  const evidence::Decisions decisions = memory::answer(*broker.history, inquiry->keys);
  return dissection::conclude(std::move(*inquiry), broker.engine, decisions);
}

}  // namespace fuwake::broker
