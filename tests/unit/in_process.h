// The engine in this process in the place of workers: for tests of what stands around them, and for the fuzzer.
#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "broker/reader.h"
#include "interruption/interruption.h"
#include "worker/worker.h"

namespace fuwake::tests {

class InProcess final : public broker::Reader {
 public:
  explicit InProcess(worker::Prepared prepared) : prepared_(std::move(prepared)) {}

  dialogue::Greeting greeting() const override {
    const knowledge::Knowledge& knowledge = prepared_.engine.knowledge;
    return {knowledge.brands.all().size(), knowledge.networks->sources()};
  }

  std::optional<dialogue::Done> read(const dialogue::Reading& reading, std::string_view mail,
                                     const broker::AddressBook& contacts, const broker::Respond& respond,
                                     const std::stop_token& stop) const override {
    // What whoever answers throws is his, and not what a worker sees.
    std::exception_ptr thrown;
    struct Thrown {};
    const interruption::Scope scope(stop);
    worker::Worker worker(prepared_);
    try {
      if (contacts != nullptr) worker.perform(*contacts, {}, nullptr);
      return worker.perform(reading, mail, [&](const dialogue::Questions& questions) {
        try {
          return respond(questions);
        } catch (const std::exception&) {
          thrown = std::current_exception();
          throw Thrown{};
        }
      });
    } catch (const Thrown&) {
      std::rethrow_exception(thrown);
    } catch (const interruption::Interrupted&) {
      return std::nullopt;
    }
  }

  dialogue::Done perform(const dialogue::Task& task) const override {
    return worker::Worker(prepared_).perform(task, {}, nullptr);
  }

  worker::Prepared& prepared() { return prepared_; }

 private:
  worker::Prepared prepared_;
};

/// What the inspector says of a file of this type in which there is nothing.
inline std::string opened(const std::string& type) {
  return R"({"type":")" + type +
         R"(","names":[],"targets":[],"fetched":[],"encrypted":false,"macros":false,"active":false,"cut":false})";
}

inline std::shared_ptr<InProcess> in_process(const std::filesystem::path& data) {
  return std::make_shared<InProcess>(
      worker::Prepared{dissection::read_engine(data, {}), report::Languages::read(data / "sentences")});
}

}  // namespace fuwake::tests
