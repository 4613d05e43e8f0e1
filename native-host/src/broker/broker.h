// Stands between the engine and the world: hands it mails, and answers what it asks from what this computer keeps.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string_view>
#include <vector>

#include "broker/inspector.h"
#include "dissection/dissection.h"
#include "memory/history.h"

namespace fuwake::broker {

struct Broker {
  dissection::Engine engine;
  std::shared_ptr<memory::History> history = memory::empty_history();
  std::shared_ptr<const Inspector> inspector = {};  // null: attachments are not opened
};

/// Reads the engine's data. `inspector`: the program that opens attachments; without one they stay closed. `decisions`:
/// the file of the user's decisions; without one none are kept. Throws knowledge::DataError.
Broker read_broker(const std::filesystem::path& data, const std::vector<std::filesystem::path>& ip_folders,
                   const std::filesystem::path& inspector = {}, const std::filesystem::path& decisions = {});

/// Inquires, answers, and concludes. nullopt soon after `stop` is requested. `inspector`: asked in the place of the
/// broker's own. Throws what the inspector throws, and std::bad_alloc; whoever dissects several mails goes on with the
/// next.
std::optional<dissection::Dissection> dissect(std::string_view source, mail::Recipient recipient, const Broker& broker,
                                              const std::stop_token& stop = {}, const Inspector* inspector = nullptr);

}  // namespace fuwake::broker
