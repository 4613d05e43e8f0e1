#include "broker/broker.h"

#include "dialogue/limits.h"
#include "interruption/interruption.h"
#include "memory/answers.h"

namespace fuwake::broker {
namespace {

std::vector<std::string> open(const std::vector<std::string>& contents, const Inspector* inspector) {
  if (contents.empty() || inspector == nullptr) return std::vector<std::string>(contents.size());
  return inspector->inspect(contents);
}

}  // namespace

std::optional<dialogue::Done> read(std::string_view mail, dialogue::Reading reading, const Broker& broker,
                                   const AddressBook& contacts, const std::stop_token& stop,
                                   const Inspector* inspector) {
  const Inspector* asked = inspector != nullptr ? inspector : broker.inspector.get();
  const interruption::Scope scope(stop);
  reading.opens = asked != nullptr;
  const auto respond = [&](const dialogue::Questions& questions) -> dialogue::Answers {
    return {memory::answer(*broker.history, questions.keys), open(questions.attached, asked),
            open(questions.pictures, asked), open(questions.drawn, asked)};
  };
  return broker.reader->read(reading, mail.substr(0, dialogue::largest_mail + 1), contacts, respond, stop);
}

}  // namespace fuwake::broker
