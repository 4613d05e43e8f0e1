// Whoever reads mails, asked.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "dialogue/dialogue.h"

namespace fuwake::broker {

/// The user's address book, as it was told last. Which one a reader has is seen by its address alone.
using AddressBook = std::shared_ptr<const dialogue::Contacts>;

/// Whoever knows what is asked about a mail.
using Respond = std::function<dialogue::Answers(const dialogue::Questions&)>;

/// There is nobody who could read; and why.
struct NobodyReads : std::runtime_error {
  NobodyReads(const std::string& why, bool for_now) : std::runtime_error(why), passes(for_now) {}
  /// The system gives too little just now: the next mail may be read. Otherwise the installation is broken.
  bool passes;
};

class Reader {
 public:
  virtual ~Reader() = default;
  /// Throws NobodyReads.
  virtual dialogue::Greeting greeting() const = 0;
  /// nullopt soon after `stop` is requested. What is wrong with one mail is its answer; throws what `respond` throws,
  /// and NobodyReads.
  virtual std::optional<dialogue::Done> read(const dialogue::Reading& reading, std::string_view mail,
                                             const AddressBook& contacts, const Respond& respond,
                                             const std::stop_token& stop) const = 0;
  /// What needs no mail. Throws NobodyReads.
  virtual dialogue::Done perform(const dialogue::Task& task) const = 0;
};

/// Talks to workers, copies of the program `fuwake-worker`, one a mail at a time. One that dies, hangs, or keeps too
/// much is replaced; a mail that brought down two of them, or kept one too long, is answered as one that could not be
/// read. Safe for several threads.
std::unique_ptr<Reader> make_reader(const std::filesystem::path& program, const std::filesystem::path& data,
                                    const std::vector<std::filesystem::path>& ip_folders);

}  // namespace fuwake::broker
