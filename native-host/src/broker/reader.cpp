#include "broker/reader.h"

#include <chrono>
#include <stdexcept>
#include <utility>

#include "broker/pool.h"
#include "dialogue/limits.h"
#include "platform/copies.h"

namespace fuwake::broker {
namespace {

using namespace dialogue;
using Clock = std::chrono::steady_clock;
using platform::Process;

// A worker, and which address book it knows.
struct Worker {
  std::unique_ptr<Process> process;
  AddressBook contacts = nullptr;

  bool is_worn() const {
    return process->grown_memory() > workers_memory_between_mails || process->used_time() > workers_time / 2;
  }
};

using Workers = Pool<Worker>;

// By the clock and by its processor time. What the worker waits for others is no part of it.
Process::Patience patience_for(const Process& process, std::chrono::milliseconds work, const std::stop_token& stop) {
  const auto used = process.used_time();
  const bool told = used < std::chrono::microseconds::max();  // it is not there any more, and will not answer
  return {Clock::now() + work * slowest + work_beyond, told ? used + work + work_beyond : used, stop};
}

std::vector<std::string> arguments_for(const std::filesystem::path& data,
                                       const std::vector<std::filesystem::path>& ip_folders) {
  std::vector<std::string> arguments{data.string()};
  for (const auto& folder : ip_folders) arguments.push_back(folder.string());
  return arguments;
}

// What came of one worker's attempt.
struct Outcome {
  enum class Kind { done, died, late, stopped } kind;
  Done done = {};
};

class ProcessReader final : public Reader {
 public:
  ProcessReader(const std::filesystem::path& program, const std::filesystem::path& data,
                const std::vector<std::filesystem::path>& ip_folders)
      : copies_(program, arguments_for(data, ip_folders)) {}

  Greeting greeting() const override {
    return of_copies([this] { return greeting_in(copies_.greeting()); });
  }

  std::optional<Done> read(const Reading& reading, std::string_view mail, const AddressBook& contacts,
                           const Respond& respond, const std::stop_token& stop) const override {
    using enum Outcome::Kind;
    auto worker = workers_.take();
    // The first may have died long before, of whatever it was; the second has nothing to die of but this mail.
    for (int attempts = 0; attempts < 2; ++attempts) {
      if (stop.stop_requested()) return std::nullopt;
      if (!worker) worker = fresh(stop);
      if (!worker) return std::nullopt;
      Outcome outcome = attempt(*worker, reading, mail, contacts, respond, stop);
      if (outcome.kind == done) return std::move(outcome.done);
      worker.reset();
      if (outcome.kind == stopped) return std::nullopt;
      if (outcome.kind == late) break;
    }
    Done unread = perform(Unread{mail.size(), reading.locale, reading.form});
    unread.unread = true;
    return unread;
  }

  Done perform(const Task& task) const override {
    auto worker = workers_.take();
    for (int attempts = 0; attempts < 2; ++attempts) {
      if (!worker) worker = fresh({});
      if (auto answer = ask(**worker, task, {})) {
        worker->keep();
        return std::move(*answer);
      }
      worker.reset();
    }
    throw NobodyReads("fuwake-worker: does not answer", true);
  }

 private:
  template <typename Ask>
  static auto of_copies(const Ask& ask) -> decltype(ask()) {
    try {
      return ask();
    } catch (const platform::NoneToBeHad& none) {
      throw NobodyReads(none.what(), true);
    } catch (const std::runtime_error& error) {
      throw NobodyReads(error.what(), false);
    }
  }

  // nullopt soon after `stop` is requested.
  std::optional<Workers::Lease> fresh(const std::stop_token& stop) const {
    auto process = of_copies([&] { return copies_.start(stop); });
    return process ? std::optional(workers_.add({std::move(process)})) : std::nullopt;
  }

  static std::optional<Done> ask(Worker& worker, const Task& task, const std::stop_token& stop) {
    worker.process->be_patient(patience_for(*worker.process, work_of_mail, stop));
    if (!send(*worker.process, task)) return std::nullopt;
    auto answer = receive_from_worker(*worker.process);
    if (!answer || !std::holds_alternative<Done>(*answer)) return std::nullopt;
    return std::get<Done>(std::move(*answer));
  }

  static bool tell_contacts(Worker& worker, const AddressBook& contacts, const std::stop_token& stop) {
    if (worker.contacts == contacts) return true;
    worker.contacts = contacts;
    return ask(worker, contacts != nullptr ? *contacts : Contacts(), stop).has_value();
  }

  static Outcome attempt(Workers::Lease& worker, const Reading& reading, std::string_view mail,
                         const AddressBook& contacts, const Respond& respond, const std::stop_token& stop) {
    using enum Outcome::Kind;
    Process& process = *worker->process;
    // What becomes of the address book is not the mail's fault.
    if (!tell_contacts(*worker, contacts, stop)) return {stop.stop_requested() ? stopped : died};
    auto answer = converse(process, reading, mail, respond, stop);
    if (!answer) return {stop.stop_requested() ? stopped : process.is_late() ? late : died};
    if (!answer->unread && !worker->is_worn()) worker.keep();
    return {done, std::move(*answer)};
  }

  // nullopt where it stopped answering, or nobody wants the answer any more.
  static std::optional<Done> converse(Process& process, const Reading& reading, std::string_view mail,
                                      const Respond& respond, const std::stop_token& stop) {
    process.be_patient(patience_for(process, reading.work, stop));
    if (!send(process, Task(reading), mail)) return std::nullopt;
    auto said = receive_from_worker(process);
    if (said && std::holds_alternative<Questions>(*said)) {
      const Answers answers = respond(std::get<Questions>(*said));
      process.be_patient(patience_for(process, reading.work, stop));
      if (!send(process, answers)) return std::nullopt;
      said = receive_from_worker(process);
    }
    if (!said || !std::holds_alternative<Done>(*said)) return std::nullopt;
    return std::get<Done>(std::move(*said));
  }

  platform::Copies copies_;
  mutable Workers workers_;
};

}  // namespace

std::unique_ptr<Reader> make_reader(const std::filesystem::path& program, const std::filesystem::path& data,
                                    const std::vector<std::filesystem::path>& ip_folders) {
  return std::make_unique<ProcessReader>(program, data, ip_folders);
}

}  // namespace fuwake::broker
