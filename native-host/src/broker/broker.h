// Stands between the world and the engine: hands mails to whoever reads them, and answers what he asks from what this
// computer keeps. It interprets no byte of a mail.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string_view>

#include "broker/inspector.h"
#include "broker/reader.h"
#include "memory/history.h"

namespace fuwake::broker {

struct Broker {
  std::shared_ptr<const Reader> reader;
  std::shared_ptr<memory::History> history = memory::empty_history();
  std::shared_ptr<const Inspector> inspector = {};  // null: attachments are not opened
};

/// Has a mail read. nullopt soon after `stop` is requested. `inspector`: asked in the place of the broker's own. Throws
/// what the inspector throws, std::bad_alloc, and NobodyReads; what is wrong with the mail is its answer. Whoever has
/// several read goes on with the next.
std::optional<dialogue::Done> read(std::string_view mail, dialogue::Reading reading, const Broker& broker,
                                   const AddressBook& contacts = nullptr, const std::stop_token& stop = {},
                                   const Inspector* inspector = nullptr);

}  // namespace fuwake::broker
