#include "native_messaging/mail_in_json.h"

#include <gtest/gtest.h>

#include "native_messaging/json_rpc.h"

namespace fuwake::native_messaging {
namespace {

using nlohmann::json;

TEST(MailInJson, IsReadAsNlohmannReadsIt) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  // At each place within the eight bytes that are looked at together.
  for (std::size_t before = 0; before < 17; ++before) {
    const std::string bytes = std::string(before, 'a') + all + std::string(17 - before, 'b') + all;
    std::string text;
    for (const char c : bytes) {
      const auto byte = static_cast<unsigned char>(c);
      text += byte < 0x80 ? std::string{c}
                          : std::string{static_cast<char>(0xc0 | byte >> 6), static_cast<char>(0x80 | (byte & 0x3f))};
    }
    for (const bool ascii : {false, true}) {
      const std::string quoted = json(text).dump(-1, ' ', ascii);
      EXPECT_EQ(bytes_of_binary_string(std::string_view(quoted).substr(1, quoted.size() - 2)), bytes) << before;
      EXPECT_EQ(end_of_string(quoted + "rest", 0), quoted.size()) << before;
    }
  }
}

TEST(MailInJson, IsNoOtherCharactersAndNothingThatIsNoJson) {
  for (const char* content : {"日本", R"(\u0100)", R"(\ud83d\ude00)", R"(\u00)", R"(\u00g0)", R"(\x)", R"(\)", "a\nb",
                              "\x80", "\xc2", "\xc2g", "\xc3\xff", "\xc0\x80", "long enough \x01 for eight at once"})
    EXPECT_EQ(bytes_of_binary_string(content), std::nullopt) << content;
}

TEST(MailInJson, EndsAtAQuotationMarkThatIsNotEscaped) {
  const std::string a(40, 'a');
  for (const auto& [text, end] :
       std::vector<std::pair<std::string, std::size_t>>{{R"("")", 2},
                                                        {R"("\"")", 4},
                                                        {R"("\\"")", 4},
                                                        {"\"" + a + R"(\")" + a + "\"x\"", 84},
                                                        {"\"" + a, 41},
                                                        {R"("\)", 2}})
    EXPECT_EQ(end_of_string(text, 0), end) << text;
}

// What is taken out of a message, and what is left of it; "-" where nothing is.
TEST(MailInJson, IsTheDataOfTheParameters) {
  struct Row {
    const char *message, *mail, *left;
  };
  for (const Row& row : {
           Row{R"({"id":1,"params":{"data":"a\r\nb","x":2}})", "a\r\nb", R"({"id":1,"params":{"data":"","x":2}})"},
           Row{R"({ "params" : { "x" : {"data":"no"}, "data" : "yes" } })", "yes",
               R"({ "params" : { "x" : {"data":"no"}, "data" : "" } })"},
           Row{R"({"params":{"x":"\"data\":\"","data":"yes"}})", "yes", R"({"params":{"x":"\"data\":\"","data":""}})"},
           Row{R"({"params":{"data":""}})", "", R"({"params":{"data":""}})"},
           Row{R"({"data":"no","params":{"x":"data","y":["data","no"]}})", "-", ""},
           Row{R"({"other":{"data":"no"}})", "-", ""},
           Row{R"({"params":[{"data":"no"}]})", "-", ""},
           Row{R"({"params":{"data":"日本"}})", "-", ""},
           Row{R"({"params":{"data":"no end)", "-", ""},
           Row{R"({"params":{"data":"no end\")", "-", ""},
           Row{"", "-", ""},
       }) {
    const auto apart = take_mail_out(row.message);
    EXPECT_EQ(apart ? apart->mail : "-", row.mail) << row.message;
    EXPECT_EQ(apart ? apart->json : "", row.left) << row.message;
  }
}

TEST(MailInJson, StandsInTheRequestAsBytes) {
  json id;
  const auto data_of = [&](const std::string& params) {
    return read_request(R"({"jsonrpc":"2.0","id":1,"method":"m","params":)" + params + "}", id)
        .params.value("data", json());
  };
  EXPECT_EQ(data_of(R"({"data":"a\u00ff"})"), json::binary({'a', 0xff}));
  EXPECT_EQ(data_of(R"({"data":"日本"})"), "日本");
  EXPECT_EQ(data_of(R"({"data":"a","data":"b"})"), "b") << "the last counts, and is read by nobody";
  EXPECT_EQ(data_of(R"({"data":"a","data":5})"), 5);
  EXPECT_EQ(data_of(R"({"data":"a"},"params":{})"), nullptr);
}

}  // namespace
}  // namespace fuwake::native_messaging
