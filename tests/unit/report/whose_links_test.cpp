// Whose a link's target is, and where the link would lead if it were what it looks like.
#include <gtest/gtest.h>

#include <filesystem>

#include "mails.h"
#include "report/document.h"

namespace fuwake::report {
namespace {

using nlohmann::json;

const Languages& languages() {
  static const Languages all = Languages::read(std::filesystem::path(FUWAKE_DATA_DIR) / "sentences");
  return all;
}

const dissection::Engine& engine() {
  static const dissection::Engine instance{
      tests::knowledge_with_networks(),
      verdict::Weights::read(std::filesystem::path(FUWAKE_DATA_DIR) / "weights.json")};
  return instance;
}

// The links of a mail that says it is from `from`.
json links_in(const std::string& from, const std::string& html, const char* language = "en") {
  const std::string source = "Delivered-To: ann@office.example\nFrom: " + from +
                             "\nTo: ann@office.example\nSubject: Your account is suspended\n"
                             "Content-Type: text/html\n\nVerify your account. " +
                             html;
  mail::Recipient recipient;
  recipient.addresses = {"ann@office.example"};
  recipient.domains = {"office.example"};
  const auto dissection = dissection::dissect(source, recipient, engine());
  return make_document(*dissection, engine(), languages().choose(language))["links"];
}

json link_in(const std::string& from, const std::string& html, const char* language = "en") {
  return links_in(from, html, language)[0];
}

const char* const as_kagoya = "Kagoya <x@stranger.example>";

TEST(WhoseLinks, TellsWhatWouldMakeALinkFine) {
  struct Row {
    const char* what;
    std::string from, html;
    json instead;
  };
  const json kagoya = {{"brand", "KAGOYA JAPAN"}, {"domain", "kagoya.com"}};
  for (const Row& row : {
           Row{"a brand in the path", "x@stranger.example",
               "<a href='https://w-support.jp/activemail.kagoya.com/'>x</a>", kagoya},
           Row{"the domain that is shown, of several that a brand has",
               "x@stranger.example",
               "<a href='https://w-support.jp/www.kagoya.net/'>x</a>",
               {{"brand", "KAGOYA JAPAN"}, {"domain", "kagoya.net"}}},
           Row{"the brand that the mail claims", as_kagoya, "<a href='https://w-support.jp/'>x</a>", kagoya},
           Row{"the reader's own domain as the text",
               "x@stranger.example",
               "<a href='https://w-support.jp/'>https://mail.office.example/</a>",
               {{"brand", nullptr}, {"domain", "office.example"}}},
           Row{"nothing that it looks like", "x@stranger.example", "<a href='https://w-support.jp/'>x</a>", nullptr},
           Row{"it goes there", as_kagoya, "<a href='https://www.kagoya.com/'>x</a>", nullptr},
           Row{"no page", as_kagoya, "<a href='mailto:ann@w-support.jp'>x</a>", nullptr},
       })
    EXPECT_EQ(link_in(row.from, row.html)["instead"], row.instead) << row.what;
  EXPECT_EQ(link_in(as_kagoya, "<a href='https://w-support.jp/'>x</a>", "ja")["instead"]["brand"], "カゴヤ・ジャパン");
}

// The findings name the first of them.
TEST(WhoseLinks, OfSeveralThatDeceiveAlikeEachSpeaksForItself) {
  const json links = links_in("x@stranger.example",
                              "<a href='https://w-support.jp/'>https://www.kagoya.com/</a>"
                              "<a href='https://v-support.jp/'>https://www.paypal.com/</a>"
                              "<a href='https://u-support.jp/'>x</a>");
  ASSERT_EQ(links.size(), 3U);
  EXPECT_EQ(links[0]["alike"], nullptr);
  EXPECT_FALSE(links[0]["findings"].empty());
  EXPECT_EQ(links[1]["domain"], "v-support.jp");
  std::string said;
  for (const json& segment : links[1]["alike"]) said += segment["text"];
  EXPECT_EQ(said, links[1]["why"].back());
  EXPECT_NE(said.find("paypal.com"), std::string::npos) << said;
  EXPECT_NE(said.find("v-support.jp"), std::string::npos) << said;
  EXPECT_EQ(links[1]["instead"]["domain"], "paypal.com");
  EXPECT_EQ(links[1]["suspicious"], true);
  EXPECT_EQ(links[2]["alike"], nullptr);
  EXPECT_EQ(links[2]["suspicious"], false);
}

TEST(WhoseLinks, KnowsTheRealPagesOfWhomTheMailForges) {
  struct Row {
    const char* what;
    std::string from, html;
    const char* owner;
  };
  for (const Row& row : {
           Row{"its own page", as_kagoya, "<a href='https://www.kagoya.com/help'>x</a>", "forged"},
           Row{"a customer of a hoster", as_kagoya, "<a href='https://shop.kagoya.net/'>x</a>", "other"},
           Row{"where anybody gets a form", "Google <x@stranger.example>",
               "<a href='https://docs.google.com/forms/d/1'>x</a>", "other"},
           Row{"of another brand", as_kagoya, "<a href='https://www.paypal.com/'>x</a>", "other"},
           Row{"of a stranger", as_kagoya, "<a href='https://w-support.jp/'>x</a>", "other"},
           Row{"of the reader", as_kagoya, "<a href='https://intra.office.example/'>x</a>", "reader"},
       })
    EXPECT_EQ(link_in(row.from, row.html)["owner"], row.owner) << row.what;
}

}  // namespace
}  // namespace fuwake::report
