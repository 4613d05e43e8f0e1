// A server and whoever asks it, with no stream between them.
#pragma once

#include <gtest/gtest.h>

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "in_process.h"
#include "interruption/interruption.h"
#include "mails.h"
#include "native_messaging/server.h"

namespace fuwake::native_messaging::tests {

using nlohmann::json;

inline const report::Languages& languages() {
  static const auto all = report::Languages::read(std::filesystem::path(FUWAKE_DATA_DIR) / "sentences");
  return all;
}

inline const broker::Broker& broker() {
  static const broker::Broker made{fuwake::tests::in_process(FUWAKE_DATA_DIR)};
  return made;
}

inline json request(int id, const char* method, json params = json::object()) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(params)}};
}

inline json chunk(int id, const std::string& transfer, const std::string& data = "Subject: x\n\n") {
  return request(id, "analyze.chunk", {{"transfer", transfer}, {"data", data}});
}

/// Keeps what is sent.
class Inbox final : public Sender {
 public:
  void send(std::string_view payload) override {
    EXPECT_LE(payload.size(), largest_answer);
    const std::lock_guard lock(mutex_);
    messages_.push_back(json::parse(payload));
    changed_.notify_all();
  }
  /// Waits for it.
  json next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !messages_.empty(); });
    json message = std::move(messages_.front());
    messages_.pop_front();
    return message;
  }
  std::vector<json> all() {
    const std::lock_guard lock(mutex_);
    return {messages_.begin(), messages_.end()};
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<json> messages_;
};

/// As it is sent.
struct Message {
  Message(const json& request) : text(request.dump()) {}
  Message(std::string any) : text(std::move(any)) {}
  std::string text;
};

/// What a server says to these, when it has said everything.
inline std::vector<json> answers_to(const std::vector<Message>& messages, const Limits& limits = {}) {
  Inbox inbox;
  Server server(inbox, broker(), limits);
  for (const Message& message : messages) server.receive(message.text);
  server.finish();
  return inbox.all();
}

inline std::map<int, json> by_id(const std::vector<json>& answers) {
  std::map<int, json> out;
  for (const json& answer : answers) out[answer["id"]] = answer;
  return out;
}

/// A server that is asked while it works.
class Conversation {
 public:
  explicit Conversation(std::shared_ptr<const broker::Inspector> inspector,
                        std::shared_ptr<memory::History> history = memory::empty_history(), const Limits& limits = {})
      : broker_{reader_with_networks(), std::move(history), std::move(inspector)} {
    server_.emplace(inbox_, broker_, limits);
  }
  ~Conversation() { server_->finish(); }
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;

  void ask(int id, const char* method, json params = json::object()) {
    server_->receive(request(id, method, std::move(params)).dump());
  }
  json next() { return inbox_.next(); }
  Server& server() { return *server_; }

 private:
  static std::shared_ptr<const broker::Reader> reader_with_networks() {
    auto reader = fuwake::tests::in_process(FUWAKE_DATA_DIR);
    reader->prepared().engine.knowledge.networks = std::make_unique<fuwake::tests::FoundingNetworks>();
    return reader;
  }

  broker::Broker broker_;
  Inbox inbox_;
  std::optional<Server> server_;
};

/// Opens nothing until it is told to; says how many wait in it.
class SlowInspector final : public broker::Inspector {
 public:
  std::vector<std::string> inspect(const std::vector<std::string>& contents) const override {
    const std::stop_token stop = interruption::current();
    std::unique_lock lock(mutex_);
    ++inside_;
    changed_.notify_all();
    if (contents.front().find("throw") != std::string::npos) throw std::bad_alloc();
    changed_.wait(lock, stop, [this] { return released_; });
    // Of the type that it is called; else it would not count as opened.
    return std::vector<std::string>(contents.size(), released_ ? fuwake::tests::opened("application/pdf") : "");
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

inline std::string with_attachment(const std::string& content = "slow") {
  return "Subject: with\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nText\n--b\n"
         "Content-Type: application/pdf; name=a.pdf\n\n" +
         content + "\n--b--\n";
}

}  // namespace fuwake::native_messaging::tests
