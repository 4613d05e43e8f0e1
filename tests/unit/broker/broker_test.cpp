// The broker answers what is asked about a mail from what this computer keeps, and reads neither mail nor answers.
#include "broker/broker.h"

#include <gtest/gtest.h>

#include "dialogue/limits.h"
#include "interruption/interruption.h"

namespace fuwake::broker {
namespace {

// Asks what it is made of, and keeps what it is told.
class Asking final : public Reader {
 public:
  explicit Asking(dialogue::Questions questions) : questions_(std::move(questions)) {}
  dialogue::Greeting greeting() const override { return {}; }
  std::optional<dialogue::Done> read(const dialogue::Reading& reading, std::string_view mail, const AddressBook&,
                                     const Respond& respond, const std::stop_token&) const override {
    opens = reading.opens;
    size = mail.size();
    answers = respond(questions_);
    return dialogue::Done();
  }
  dialogue::Done perform(const dialogue::Task&) const override { return {}; }

  mutable dialogue::Answers answers;
  mutable bool opens = false;
  mutable std::size_t size = 0;

 private:
  const dialogue::Questions questions_;
};

// Answers with what it is asked, and counts how often it is.
class Echo final : public Inspector {
 public:
  std::vector<std::string> inspect(const std::vector<std::string>& contents) const override {
    ++asked;
    std::vector<std::string> out;
    for (const std::string& content : contents) out.push_back("not even JSON: " + content);
    return out;
  }
  mutable int asked = 0;
};

class Trusting final : public memory::History {
 public:
  std::optional<memory::Decision> find(const std::string& key) const override {
    if (key != "sender:a@b.example") return std::nullopt;
    return {{1, memory::DecisionKind::trusted, key, "a@b.example", 1}};
  }
  std::vector<memory::Decision> list() const override { return {}; }
  std::int64_t decide(const memory::Decision&) override { return 0; }
  bool undo(std::int64_t) override { return false; }
};

TEST(Broker, AnswersWhatIsAsked) {
  const auto reader = std::make_shared<Asking>(
      dialogue::Questions{{"sender:a@b.example", "mail:x"}, {"\xff zip", "pdf"}, {}, {"drawn"}});
  const auto inspector = std::make_shared<Echo>();
  read("mail", {}, {reader, std::make_shared<Trusting>(), inspector});
  EXPECT_TRUE(reader->opens);
  EXPECT_EQ(reader->answers.decisions.on_sender->label, "a@b.example");
  EXPECT_FALSE(reader->answers.decisions.on_mail);
  EXPECT_EQ(reader->answers.attached, (std::vector<std::string>{"not even JSON: \xff zip", "not even JSON: pdf"}));
  EXPECT_EQ(reader->answers.drawn, std::vector<std::string>{"not even JSON: drawn"});
  EXPECT_EQ(inspector->asked, 2) << "each kind with a budget of its own, and nobody for nothing";
}

TEST(Broker, SaysWhereNobodyOpensAttachments) {
  const auto reader = std::make_shared<Asking>(dialogue::Questions{{}, {"pdf"}, {}, {}});
  read("mail", {}, {reader});
  EXPECT_FALSE(reader->opens);
  EXPECT_EQ(reader->answers.attached, std::vector<std::string>{""});
}

TEST(Broker, HandsOverNoMoreThanTheLargestMailAndAByte) {
  const auto reader = std::make_shared<Asking>(dialogue::Questions());
  read(std::string(dialogue::largest_mail + 100, 'x'), {}, {reader});
  EXPECT_EQ(reader->size, dialogue::largest_mail + 1);
}

// Somebody stops the analysis while attachments are opened; says for each kind whether it was told.
class StoppedMeanwhile final : public Inspector {
 public:
  explicit StoppedMeanwhile(std::stop_source& stop) : stop_(stop) {}
  std::vector<std::string> inspect(const std::vector<std::string>& contents) const override {
    told.push_back(interruption::current().stop_requested());
    stop_.request_stop();
    told.push_back(interruption::current().stop_requested());
    return std::vector<std::string>(contents.size());
  }
  mutable std::vector<bool> told;

 private:
  std::stop_source& stop_;
};

TEST(Broker, TellsTheInspectorWhenToStop) {
  std::stop_source stop;
  const StoppedMeanwhile inspector(stop);
  const auto reader = std::make_shared<Asking>(dialogue::Questions{{}, {"pdf"}, {"picture"}, {}});
  read("mail", {}, {reader}, nullptr, stop.get_token(), &inspector);
  EXPECT_EQ(inspector.told, (std::vector<bool>{false, true, true, true}));
  EXPECT_FALSE(interruption::current().stop_requested()) << "of this analysis alone";
}

}  // namespace
}  // namespace fuwake::broker
