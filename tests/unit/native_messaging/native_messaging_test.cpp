#include <gtest/gtest.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

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

// Sends bytes to a server and gives its answers.
std::vector<json> serve_bytes(const std::string& bytes) {
  static const auto engine = dissection::read_engine(FUWAKE_DATA_DIR, {});
  static const auto languages =
      report::Languages::read(std::filesystem::path(FUWAKE_DATA_DIR) / "sentences");
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
  serve(input[0], output[1], engine, languages);
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
    bytes += frame(request(100 + static_cast<int>(at), "analyze.chunk",
                           {{"transfer", "t"}, {"data", mail.substr(at, 500)}})
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
  const auto answers = serve_bytes(
      frame(request(1, "analyze", {{"data", "Subject: caf\u00e9\n\n"}}).dump()) +
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
        Row{"deep JSON", frame(std::string(500000, '[')), -32700},
        Row{"an empty frame", frame(""), -32700},
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
  const auto answers = serve_bytes(
      frame(request(1, "analyze.chunk", {{"transfer", "t"}, {"data", "x"}}).dump()) +
      frame(request(2, "cancel", {{"transfer", "t"}}).dump()) +
      frame(request(3, "analyze", {{"transfer", "t"}}).dump()));
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers[2]["error"]["code"], -32602);
}

TEST(Server, BoundsTheMailsOnTheirWay) {
  std::string bytes;
  for (int i = 0; i < 40; ++i)
    bytes += frame(
        request(i, "analyze.chunk", {{"transfer", "t" + std::to_string(i)}, {"data", "x"}}).dump());
  const auto answers = serve_bytes(bytes);
  ASSERT_EQ(answers.size(), 40U);
  EXPECT_TRUE(answers[31].contains("result"));
  EXPECT_EQ(answers[32]["error"]["code"], -32001);
}

}  // namespace
}  // namespace fuwake::native_messaging
