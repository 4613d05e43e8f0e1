#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <map>
#include <mutex>
#include <new>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "interruption/interruption.h"
#include "mails.h"
#include "native_messaging/frames.h"
#include "native_messaging/server.h"

namespace fuwake::native_messaging {
namespace {

using nlohmann::json;

std::string frame(const std::string& payload) {
  const auto length = static_cast<std::uint32_t>(payload.size());
  std::string bytes(sizeof length, '\0');
  std::memcpy(bytes.data(), &length, sizeof length);
  return bytes + payload;
}

const report::Languages& languages() {
  static const auto all = report::Languages::read(std::filesystem::path(FUWAKE_DATA_DIR) / "sentences");
  return all;
}

// Sends bytes to a server and gives its answers.
std::vector<json> serve_bytes(const std::string& bytes, const Limits& limits = {}) {
  static const auto broker = broker::read_broker(FUWAKE_DATA_DIR, {});
  int input[2];
  int output[2];
  if (pipe(input) != 0 || pipe(output) != 0) throw std::runtime_error("no pipe");
  std::jthread writer([&] {
    for (std::size_t done = 0; done < bytes.size();) {
      const auto count = write(input[1], bytes.data() + done, bytes.size() - done);
      if (count <= 0) break;
      done += static_cast<std::size_t>(count);
    }
    close(input[1]);
  });
  std::vector<json> answers;
  std::jthread reader([&] {
    while (true) {
      const Frame answer = read_frame(output[0]);
      if (answer.status != Frame::Status::whole) break;
      answers.push_back(json::parse(answer.payload));
    }
  });
  serve(input[0], output[1], broker, languages(), limits);
  close(output[1]);
  reader.join();
  close(output[0]);
  writer.join();
  close(input[0]);
  return answers;
}

json request(int id, const char* method, json params) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(params)}};
}

TEST(Server, SaysHello) {
  const auto answers = serve_bytes(frame(request(1, "hello", {{"protocol", 1}}).dump()));
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0]["result"]["protocol"], protocol_version);
}

TEST(Server, AnalyzesInOnePieceAndInChunks) {
  const std::string mail = tests::read_mail("cases/kagoya-utf8.eml");
  std::string bytes = frame(request(1, "analyze", {{"data", mail}, {"locale", "ja"}}).dump());
  for (std::size_t at = 0; at < mail.size(); at += 500)
    bytes +=
        frame(request(100 + static_cast<int>(at), "analyze.chunk", {{"transfer", "t"}, {"data", mail.substr(at, 500)}})
                  .dump());
  bytes += frame(request(2, "analyze", {{"transfer", "t"}, {"format", "html"}}).dump());
  int seen = 0;
  for (const json& answer : serve_bytes(bytes)) {
    if (answer["id"] == 1) {
      EXPECT_EQ(answer["result"]["verdict"]["label"], "危険");
      ++seen;
    }
    if (answer["id"] == 2) {
      EXPECT_NE(answer["result"]["html"].get<std::string>().find("w-support.jp"), std::string::npos);
      ++seen;
    }
  }
  EXPECT_EQ(seen, 2);
}

TEST(Server, TakesBinaryStringsAndBase64) {
  const auto answers =
      serve_bytes(frame(request(1, "analyze", {{"data", "Subject: caf\u00e9\n\n"}}).dump()) +
                  frame(request(2, "analyze", {{"data", "U3ViamVjdDogY2Fm6QoK"}, {"encoding", "base64"}}).dump()));
  ASSERT_EQ(answers.size(), 2U);
  for (const json& answer : answers) EXPECT_EQ(answer["result"]["message"]["subject"], "café");
}

TEST(Server, AnswersBadRequestsAndGoesOn) {
  struct Row {
    const char* what;
    std::string bytes;
    int code;
  };
  for (const Row& row :
       {Row{"no JSON", frame("{"), -32700}, Row{"not a request", frame("[]"), -32600},
        Row{"deep JSON", frame(std::string(500000, '[')), -32700}, Row{"an empty frame", frame(""), -32700},
        Row{"another version", frame(R"({"jsonrpc":"1.0","id":1,"method":"hello"})"), -32600},
        Row{"an unknown method", frame(request(1, "rm", json::object()).dump()), -32601},
        Row{"params of another kind", frame(request(1, "analyze", json::array({1})).dump()), -32602},
        Row{"no mail", frame(request(1, "analyze", json::object()).dump()), -32602},
        Row{"an unknown transfer", frame(request(1, "analyze", {{"transfer", "x"}}).dump()), -32602},
        Row{"no binary string", frame(request(1, "analyze", {{"data", "日本"}}).dump()), -32602},
        Row{"a recipient of another kind",
            frame(request(1, "analyze", {{"data", ""}, {"recipient", {{"addresses", "x"}}}}).dump()), -32602},
        Row{"a frame that is too long", frame(std::string(largest_request + 1, ' ')), -32600}}) {
    const auto answers = serve_bytes(row.bytes + frame(request(7, "hello", json::object()).dump()));
    ASSERT_EQ(answers.size(), 2U) << row.what;
    EXPECT_EQ(answers[0]["error"]["code"], row.code) << row.what;
    EXPECT_TRUE(answers[1].contains("result")) << row.what;
  }
}

TEST(Server, EndsWithACutFrame) {
  EXPECT_TRUE(serve_bytes("\x10").empty());
  EXPECT_TRUE(serve_bytes(frame("{}").substr(0, 5)).empty());
  EXPECT_TRUE(serve_bytes("").empty());
}

TEST(Server, ForgetsWhatIsCancelled) {
  const auto answers = serve_bytes(frame(request(1, "analyze.chunk", {{"transfer", "t"}, {"data", "x"}}).dump()) +
                                   frame(request(2, "cancel", {{"transfer", "t"}}).dump()) +
                                   frame(request(3, "analyze", {{"transfer", "t"}}).dump()));
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers[2]["error"]["code"], -32602);
}

// A chunk that was sent before its sender knew of the cancelling comes after it.
TEST(Server, TakesNoMoreOfWhatIsCancelled) {
  const auto chunk = [](int id, const char* data) {
    return frame(request(id, "analyze.chunk", {{"transfer", "t"}, {"data", data}}).dump());
  };
  const std::string cancel = frame(request(2, "cancel", {{"transfer", "t"}}).dump());
  const std::string analyze = frame(request(4, "analyze", {{"transfer", "t"}}).dump());
  for (const std::string& before : {std::string(), chunk(1, "x"), chunk(1, "x") + cancel}) {
    std::map<int, json> answers;
    for (const json& answer : serve_bytes(before + cancel + chunk(3, "Subject: rest\n\n") + analyze))
      answers[answer["id"]] = answer;
    EXPECT_EQ(answers[3]["error"]["code"], -32001);
    EXPECT_EQ(answers[4]["error"]["code"], -32602);
  }
}

TEST(Server, BoundsTheMailsOnTheirWay) {
  std::string bytes;
  for (int i = 0; i < 40; ++i)
    bytes += frame(request(i, "analyze.chunk", {{"transfer", "t" + std::to_string(i)}, {"data", "x"}}).dump());
  const auto answers = serve_bytes(bytes);
  ASSERT_EQ(answers.size(), 40U);
  EXPECT_TRUE(answers[31].contains("result"));
  EXPECT_EQ(answers[32]["error"]["code"], -32001);
}

std::string chunk(int id, const std::string& transfer, const std::string& data = "Subject: x\n\n") {
  return frame(request(id, "analyze.chunk", {{"transfer", transfer}, {"data", data}}).dump());
}

// Thirty-two that never end: the next is refused while they may yet go on, and served when they may not; and what was
// given up is not taken for another mail when its rest comes.
TEST(Server, GivesUpMailsThatNeverEnd) {
  std::string bytes;
  for (int i = 0; i < 32; ++i) bytes += chunk(i, "t" + std::to_string(i));
  bytes += chunk(32, "mine") + frame(request(33, "analyze", {{"transfer", "mine"}}).dump());
  bytes += chunk(34, "t0") + frame(request(35, "analyze", {{"transfer", "t0"}}).dump());
  bytes += frame(request(36, "analyze", {{"data", "Subject: y\n\n"}}).dump());
  std::map<int, json> answers;
  for (const json& answer : serve_bytes(bytes, {.patience = std::chrono::milliseconds(0)}))
    answers[answer["id"]] = answer;
  EXPECT_TRUE(answers[33].contains("result"));
  EXPECT_EQ(answers[34]["error"]["code"], -32001);
  EXPECT_EQ(answers[35]["error"]["code"], -32602);
  answers.clear();
  for (const json& answer : serve_bytes(bytes)) answers[answer["id"]] = answer;
  EXPECT_EQ(answers[32]["error"]["code"], -32001) << "refused";
  EXPECT_EQ(answers[33]["error"]["code"], -32602) << "and so there is nothing to analyse";
  EXPECT_TRUE(answers[35].contains("result")) << "those on their way go on";
  EXPECT_TRUE(answers[36].contains("result")) << "and so do all others";
}

std::string nested(std::size_t depth, char open, char close, const std::string& inner = "1") {
  return std::string(depth, open) + inner + std::string(depth, close);
}

// Building, copying and printing JSON recurse: a million brackets overflow the stack.
TEST(Server, BearsWhatIsNestedDeep) {
  constexpr std::size_t depth = 1'000'000;
  std::string objects;
  for (std::size_t i = 0; i < depth; ++i) objects += "{\"a\":";
  objects += "1" + std::string(depth, '}');
  struct Row {
    const char* what;
    std::string payload;
    json id;
  };
  for (const Row& row :
       {Row{"params", R"({"jsonrpc":"2.0","id":1,"method":"analyze","params":)" + nested(depth, '[', ']') + "}", 1},
        Row{"params of objects", R"({"jsonrpc":"2.0","id":1,"method":"analyze","params":)" + objects + "}", 1},
        Row{"an id", R"({"jsonrpc":"2.0","method":"hello","id":)" + nested(depth, '[', ']') + "}", nullptr},
        Row{"all of it", nested(depth, '[', ']'), nullptr},
        Row{"deep, and an id behind it",
            R"({"jsonrpc":"2.0","method":"hello","params":{"a":)" + nested(200, '[', ']', R"("]\"[")") + R"(},"id":1})",
            1},
        Row{"a little too deep",
            R"({"jsonrpc":"2.0","id":1,"method":"hello","params":{"a":)" + nested(64, '[', ']') + "}}", 1}}) {
    const auto answers = serve_bytes(frame(row.payload) + frame(request(7, "hello", json::object()).dump()));
    ASSERT_EQ(answers.size(), 2U) << row.what;
    EXPECT_EQ(answers[0]["error"]["code"], -32600) << row.what;
    EXPECT_EQ(answers[0]["id"], row.id) << row.what;
    EXPECT_TRUE(answers[1].contains("result")) << row.what;
  }
}

// Brackets in texts are none; and as deep as may be is not too deep.
TEST(Server, TakesTextsOfBracketsAndWhatIsJustDeepEnough) {
  for (const std::string& value :
       {"\"" + std::string(1000, '[') + "\"", "\"\\\"" + std::string(1000, '{') + "\\\\\"", nested(62, '[', ']')}) {
    const auto answers =
        serve_bytes(frame(R"({"jsonrpc":"2.0","id":1,"method":"hello","params":{"a":)" + value + "}}"));
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_TRUE(answers[0].contains("result")) << value.substr(0, 20);
  }
}

double processor_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// The parser's callback took the square of the objects in a list: twice as many cost four times as much, of 200,000
// seven seconds. Measured against each other, in processor time, so a slow machine changes nothing.
TEST(Server, ReadsListsInTheTimeOfTheirLength) {
  const auto seconds_of = [](std::size_t objects) {
    std::string list = "{}";
    for (std::size_t i = 1; i < objects; ++i) list += ",{}";
    const double before = processor_seconds();
    EXPECT_TRUE(serve_bytes(frame(R"({"jsonrpc":"2.0","id":1,"method":"hello","params":{"a":[)" + list + "]}}"))
                    .at(0)
                    .contains("result"));
    return processor_seconds() - before;
  };
  const double few = seconds_of(10'000), many = seconds_of(80'000);
  EXPECT_LT(many, 24 * few + 0.1) << few << " s for an eighth";
}

TEST(Server, TakesNumbersAndShortTextsForIds) {
  const auto hello = [](const std::string& id) {
    return frame(R"({"jsonrpc":"2.0","method":"hello","id":)" + id + "}");
  };
  for (const std::string& id :
       {std::string("7"), std::string("-7"), std::string("\"seven\""), std::string("18446744073709551615")}) {
    const auto answers = serve_bytes(hello(id));
    ASSERT_EQ(answers.size(), 1U) << id;
    EXPECT_EQ(answers[0]["id"], json::parse(id));
    EXPECT_TRUE(answers[0].contains("result")) << id;
  }
  for (const std::string& id : {"\"" + std::string(1'500'000, 'i') + "\"", std::string("1.5"), std::string("true"),
                                std::string("{}"), std::string("[1]"), std::string("1e999")}) {
    const auto answers = serve_bytes(hello(id) + hello("1"));
    ASSERT_EQ(answers.size(), 2U) << id.substr(0, 20);
    EXPECT_TRUE(answers[0].contains("error")) << id.substr(0, 20);
    EXPECT_EQ(answers[0]["id"], nullptr) << id.substr(0, 20);
    EXPECT_LT(answers[0].dump().size(), 1000U);
    EXPECT_TRUE(answers[1].contains("result")) << id.substr(0, 20);
  }
}

TEST(Server, QuotesNothingLong) {
  const auto answers = serve_bytes(frame(request(1, std::string(2'000'000, 'm').c_str(), json::object()).dump()));
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0]["error"]["code"], -32601);
}

// Opens nothing until it is told to; says how many wait in it.
class SlowInspector final : public broker::Inspector {
 public:
  std::vector<attachments::Inspected> inspect(const std::vector<std::string_view>& contents) const override {
    const std::stop_token stop = interruption::current();
    std::unique_lock lock(mutex_);
    ++inside_;
    changed_.notify_all();
    if (contents.front().find("throw") != std::string_view::npos) throw std::bad_alloc();
    changed_.wait(lock, stop, [this] { return released_; });
    std::vector<attachments::Inspected> out(contents.size());
    for (auto& each : out) {
      each.looked_at = released_;
      each.type = "application/pdf";  // as it is called; else it would not count as opened
    }
    return out;
  }
  void wait_for(int inside) const {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return inside_ >= inside; });
  }
  void release() const {
    const std::lock_guard lock(mutex_);
    released_ = true;
    changed_.notify_all();
  }

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable_any changed_;
  mutable int inside_ = 0;
  mutable bool released_ = false;
};

// A server that is asked while it works.
class Conversation {
 public:
  explicit Conversation(std::shared_ptr<const broker::Inspector> inspector,
                        std::shared_ptr<memory::History> history = memory::empty_history(), Limits limits = {})
      : broker_(broker::read_broker(FUWAKE_DATA_DIR, {})) {
    broker_.inspector = std::move(inspector);
    broker_.history = std::move(history);
    if (pipe(input_) != 0 || pipe(output_) != 0) throw std::runtime_error("no pipe");
    server_ = std::jthread([this, limits] {
      serve(input_[0], output_[1], broker_, languages(), limits);
      close(output_[1]);
    });
  }
  ~Conversation() {
    close(input_[1]);
    while (read_frame(output_[0]).status == Frame::Status::whole) {
    }
    server_.join();
    close(output_[0]);
    close(input_[0]);
  }
  void ask(int id, const char* method, json params) const {
    const std::string bytes = frame(request(id, method, std::move(params)).dump());
    ASSERT_EQ(write(input_[1], bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  }
  json next() const {
    const Frame answer = read_frame(output_[0]);
    return answer.status == Frame::Status::whole ? json::parse(answer.payload) : json();
  }

 private:
  broker::Broker broker_;
  int input_[2] = {}, output_[2] = {};
  std::jthread server_;
};

std::string with_attachment(const std::string& content = "slow") {
  return "Subject: with\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nText\n--b\n"
         "Content-Type: application/pdf; name=a.pdf\n\n" +
         content + "\n--b--\n";
}

// Mails with attachments that are being opened, more than are analysed at once: the others are answered before them.
TEST(Server, AttachmentsOfOneMailHoldNoOther) {
  const auto inspector = std::make_shared<SlowInspector>();
  const Conversation conversation(inspector);
  for (int id = 0; id < 3; ++id) conversation.ask(id, "analyze", {{"data", with_attachment()}});
  const std::string big = with_attachment(std::string(2'000'000, 'x'));
  conversation.ask(3, "analyze", {{"data", big}});
  inspector->wait_for(4);
  for (int id = 100; id < 120; ++id) {
    const std::string text = id % 5 == 0 ? std::string(2'000'000, 'y') : "x";
    conversation.ask(id, "analyze", {{"data", "Subject: without\n\n" + text}});
  }
  for (int i = 0; i < 20; ++i) {
    const json answer = conversation.next();
    EXPECT_GE(answer["id"], 100);
    EXPECT_EQ(answer["result"]["message"]["subject"], "without");
  }
  inspector->release();
  for (int i = 0; i < 4; ++i) {
    const json answer = conversation.next();
    EXPECT_LE(answer["id"], 3);
    EXPECT_EQ(answer["result"]["attachments"][0]["lookedInto"], true);
  }
}

// More than may wait at once: they are answered without, and say so, rather than that others wait for them.
TEST(Server, TooManySlowMailsAreAnsweredWithWhatIsKnown) {
  const auto inspector = std::make_shared<SlowInspector>();
  const Conversation conversation(inspector);
  for (int id = 0; id < 30; ++id) conversation.ask(id, "analyze", {{"data", with_attachment()}});
  conversation.ask(100, "analyze", {{"data", "Subject: without\n\n"}});
  for (bool seen = false; !seen;) {
    const json answer = conversation.next();
    seen = answer["id"] == 100;
    if (seen) continue;
    EXPECT_EQ(answer["result"]["attachments"][0]["lookedInto"], false);
    EXPECT_EQ(answer["result"]["cut"], true);
  }
  inspector->release();
}

TEST(Server, CancelReachesAMailWhoseAttachmentsAreBeingOpened) {
  const auto inspector = std::make_shared<SlowInspector>();
  const Conversation conversation(inspector);
  // Four are being opened, the fifth waits for its turn.
  for (int id = 1; id <= 5; ++id) conversation.ask(id, "analyze", {{"data", with_attachment()}});
  inspector->wait_for(4);
  for (int id = 5; id >= 1; --id) {
    conversation.ask(100 + id, "cancel", {{"id", id}});
    std::set<int> ids;
    for (int i = 0; i < 2; ++i) {
      const json answer = conversation.next();
      ids.insert(answer["id"].get<int>());
      if (answer["id"] == id) {
        EXPECT_EQ(answer["error"]["code"], -32800);
      }
    }
    EXPECT_EQ(ids, (std::set<int>{id, 100 + id}));
  }
}

TEST(Server, CancelReachesAMailThatWaits) {
  const auto inspector = std::make_shared<SlowInspector>();
  const Conversation conversation(inspector);
  const std::string big = with_attachment(std::string(2'000'000, 'x'));
  // Of the big ones four stand aside; the fifth is answered without its attachment, or waits.
  for (int id = 1; id <= 4; ++id) conversation.ask(id, "analyze", {{"data", big}});
  for (int id = 4; id >= 1; --id) conversation.ask(100 + id, "cancel", {{"id", id}});
  int cancelled = 0;
  for (int i = 0; i < 8; ++i) cancelled += conversation.next().contains("error") ? 1 : 0;
  EXPECT_EQ(cancelled, 4);
}

TEST(Server, OneIdIsOneAnalysis) {
  const auto inspector = std::make_shared<SlowInspector>();
  const Conversation conversation(inspector);
  conversation.ask(1, "analyze", {{"data", with_attachment()}});
  inspector->wait_for(1);
  conversation.ask(1, "analyze", {{"data", "Subject: x\n\n"}});
  EXPECT_EQ(conversation.next()["error"]["code"], -32600);
  inspector->release();
  EXPECT_TRUE(conversation.next().contains("result"));
  conversation.ask(1, "analyze", {{"data", "Subject: x\n\n"}});
  EXPECT_TRUE(conversation.next().contains("result")) << "and free again when it is answered";
}

// Memory that is not enough for one mail is enough for the next.
TEST(Server, AMailThatFailsFailsAlone) {
  const Conversation conversation(std::make_shared<SlowInspector>());
  for (int id = 0; id < 6; id += 2) {
    conversation.ask(id, "analyze", {{"data", with_attachment("throw")}});
    EXPECT_EQ(conversation.next()["error"]["code"], -32603);
    conversation.ask(id + 1, "analyze", {{"data", "Subject: x\n\n"}});
    EXPECT_TRUE(conversation.next().contains("result"));
  }
}

// A database that another program has for itself.
class BusyHistory final : public memory::History {
 public:
  std::optional<memory::Decision> find(const std::string&) const override { throw std::runtime_error("busy"); }
  std::vector<memory::Decision> list() const override { return {}; }
  std::int64_t decide(const memory::Decision&) override {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return released_; });
    return 1;
  }
  bool undo(std::int64_t) override { return false; }
  void release() {
    const std::lock_guard lock(mutex_);
    released_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool released_ = false;
};

TEST(Server, ABusyDatabaseDelaysNobody) {
  const auto history = std::make_shared<BusyHistory>();
  const Conversation conversation(nullptr, history);
  conversation.ask(1, "decide", {{"kind", "honest"}, {"key", "mail:x"}, {"label", "x"}});
  conversation.ask(2, "hello", json::object());
  EXPECT_EQ(conversation.next()["id"], 2) << "read on while the decision waits";
  for (const char* locale : {"en", "ja"}) {
    conversation.ask(3, "analyze", {{"data", "Subject: x\n\n"}, {"locale", locale}, {"format", "html"}});
    const std::string sentence = languages().choose(locale).say("labels", "decisionsUnread");
    EXPECT_FALSE(sentence.empty());
    EXPECT_NE(conversation.next()["result"]["html"].get<std::string>().find(sentence), std::string::npos);
  }
  conversation.ask(4, "analyze", {{"data", "Subject: x\n\n"}});
  EXPECT_EQ(conversation.next()["result"]["decisionsUnread"], true);
  history->release();
  EXPECT_EQ(conversation.next()["id"], 1);
}

// Has so many decisions, the longest that can be told and written.
class LongHistory final : public memory::History {
 public:
  explicit LongHistory(std::string key) : key_(std::move(key)) {}
  std::optional<memory::Decision> find(const std::string&) const override { return std::nullopt; }
  std::vector<memory::Decision> list() const override {
    return std::vector<memory::Decision>(2000, {1, memory::DecisionKind::honest, key_, "label", 1});
  }
  std::int64_t decide(const memory::Decision&) override { return 1; }
  bool undo(std::int64_t) override { return false; }

 private:
  std::string key_;
};

TEST(Server, TellsAsManyDecisionsAsFit) {
  struct Row {
    const char* what;
    std::string key;
    std::size_t least;
  };
  for (const Row& row : {Row{"short", "mail:x", 1000}, Row{"16 KB", std::string(16384, 'x'), 60},
                         Row{"six times as long when written", std::string(16384, '\1'), 10}}) {
    const Conversation conversation(nullptr, std::make_shared<LongHistory>(row.key));
    conversation.ask(1, "decisions", json::object());
    const json answer = conversation.next();
    ASSERT_TRUE(answer.contains("result")) << row.what << answer.dump().substr(0, 200);
    EXPECT_GE(answer["result"]["decisions"].size(), row.least) << row.what;
    EXPECT_LE(answer["result"]["decisions"].size(), 1000U) << row.what;
  }
}

// Two mails that are looked at for ever.
class EndlessHistory final : public memory::History {
 public:
  std::optional<memory::Decision> find(const std::string&) const override {
    if (endless_.fetch_add(1) < 2)
      while (true) interruption::check();
    return std::nullopt;
  }
  std::vector<memory::Decision> list() const override { return {}; }
  std::int64_t decide(const memory::Decision&) override { return 1; }
  bool undo(std::int64_t) override { return false; }

 private:
  mutable std::atomic<int> endless_ = 0;
};

TEST(Server, AMailThatTakesForEverHoldsNoPlaceForEver) {
  const Conversation conversation(nullptr, std::make_shared<EndlessHistory>(), {.work = std::chrono::milliseconds(50)});
  for (int id = 1; id <= 3; ++id) conversation.ask(id, "analyze", {{"data", "Subject: x\n\n"}});
  std::map<int, json> answers;
  for (int i = 0; i < 3; ++i) {
    const json answer = conversation.next();
    answers[answer["id"]] = answer;
  }
  EXPECT_EQ(answers[1]["error"]["code"], -32001);
  EXPECT_EQ(answers[2]["error"]["code"], -32001);
  EXPECT_TRUE(answers[3].contains("result"));
}

}  // namespace
}  // namespace fuwake::native_messaging
