#include <gtest/gtest.h>

#include <filesystem>

#include "evidence/checks.h"
#include "mails.h"
#include "report/document.h"
#include "report/html.h"
#include "report/printable.h"
#include "report/text.h"

namespace fuwake::report {
namespace {

const Languages& languages() {
  static const Languages instance =
      Languages::read(std::filesystem::path(FUWAKE_DATA_DIR) / "sentences");
  return instance;
}

const dissection::Engine& engine() {
  static const dissection::Engine instance{
      tests::knowledge_with_networks(),
      verdict::Weights::read(std::filesystem::path(FUWAKE_DATA_DIR) / "weights.json")};
  return instance;
}

nlohmann::json document_of(const std::string& source, const char* locale) {
  return make_document(*dissection::dissect(source, {}, engine()), engine(),
                       languages().choose(locale));
}

TEST(Printable, LetsNothingActOnItsSurroundings) {
  struct Row {
    const char* what;
    std::string text;
    const char* shown;
  };
  for (const Row& row :
       {Row{"right-to-left override", "a\u202Egpj.exe", "a⟨U+202E⟩gpj.exe"},
        Row{"zero width", "pay\u200Bpal", "pay⟨U+200B⟩pal"}, Row{"line ends", "a\r\nb", "a  b"},
        Row{"NUL", std::string("a\0b", 3), "a⟨U+0000⟩b"}, Row{"escape", "\x1b[31m", "⟨U+001B⟩[31m"},
        Row{"a link", "see HTTPS://a.example", "see h**ps://a.example"},
        Row{"broken UTF-8", "a\xff", "a\xEF\xBF\xBD"}, Row{"Japanese", "非常に重要", "非常に重要"}})
    EXPECT_EQ(printable(row.text), row.shown) << row.what;
  EXPECT_EQ(printable(std::string(300, 'a')), std::string(200, 'a') + "…");
}

TEST(Sentences, ExistForEveryFindingInBothLanguages) {
  std::vector<std::string> ids = {
      "identity.brand-in-name", "identity.own-domain-from-outside", "identity.from-is-to",
      "identity.unknown-own-account", "route.handed-over", "route.brand-network",
      "authentication.none", "authentication.unproven", "authentication.failed",
      "authentication.passed", "authentication.known-brand", "link.brand-in-path",
      "link.none-to-claimed-brand", "link.template-field", "wording.machine-japanese",
      "identity.disguised-brand", "identity.hidden-characters", "identity.address-in-name",
      "identity.lookalike-domain", "identity.lookalike-of-own-domain",
      "identity.several-from-fields", "identity.several-from-addresses",
      "identity.reply-to-free-mail", "route.dated-ahead", "route.mailing-list",
      "route.dynamic-address", "route.web-script"};
  for (const auto& stanza : knowledge::read_stanzas(
           std::filesystem::path(FUWAKE_DATA_DIR) / "wording", {"lure", "phrase", "reason"}))
    ids.push_back("wording." + stanza.first("lure"));
  for (const char* language : {"en", "ja"})
    for (const std::string& id : ids)
      EXPECT_TRUE(languages().choose(language).has("findings", id)) << id << " in " << language;
  for (const std::string& id : ids)
    EXPECT_TRUE(!id.starts_with("wording.") || engine().weights.knows(id)) << id << " has no weight";
}

TEST(Sentences, FollowTheLocale) {
  EXPECT_EQ(languages().choose("ja_JP.UTF-8").language(), "ja");
  EXPECT_EQ(languages().choose("ja").language(), "ja");
  EXPECT_EQ(languages().choose("fr-FR").language(), "en");
  EXPECT_EQ(languages().choose("").language(), "en");
  EXPECT_EQ(languages().choose("ja").country("JP"), "日本");
}

TEST(Document, OfTheFoundingMailNamesTheEvidence) {
  for (const char* name : {"cases/kagoya-utf8.eml", "cases/kagoya-iso2022jp.eml"}) {
    const auto document = document_of(tests::read_mail(name), "en");
    EXPECT_EQ(document["verdict"]["level"], "danger");
    EXPECT_EQ(document["verdict"]["headline"],
              "This mail calls itself KAGOYA JAPAN, but it was sent from Xserver and its link goes to "
              "w-support.jp.");
    EXPECT_EQ(document["facts"]["network"]["asn"], 131965);
    EXPECT_EQ(document["facts"]["network"]["approximate"], true);
    EXPECT_EQ(document["links"][0]["deciding"], "w-support.jp");
  }
}

TEST(Document, WithoutIpDataStillSpeaks) {
  dissection::Engine without{
      knowledge::read_knowledge(FUWAKE_DATA_DIR, {}),
      verdict::Weights::read(std::filesystem::path(FUWAKE_DATA_DIR) / "weights.json")};
  const std::string source = tests::read_mail("cases/kagoya-utf8.eml");
  const auto document =
      make_document(*dissection::dissect(source, {}, without), without, languages().choose("en"));
  EXPECT_EQ(document["verdict"]["level"], "danger");
  EXPECT_EQ(document["verdict"]["headline"],
            "This mail calls itself KAGOYA JAPAN, but its address is somebody else’s and its link goes "
            "to w-support.jp.");
}

TEST(Reports, TurnNothingOfAMailIntoMarkupOrLinks) {
  const std::string source =
      "From: \"<img src=x onerror=alert(1)>\" <\"<b>\"@evil.example>\n"
      "To: x@y.example\nSubject: </title><script>alert(1)</script> https://evil.example/\n"
      "Content-Type: text/html\n\n<a href='https://evil.example/\"><script>'>https://bank.example</a>";
  for (const char* locale : {"en", "ja"}) {
    const auto document = document_of(source, locale);
    const std::string html = to_html(document, languages().choose(locale));
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_EQ(html.find("<img"), std::string::npos);
    for (const std::string& output :
         {html, to_text(document, languages().choose(locale)), to_string(document, false)}) {
      EXPECT_EQ(output.find("https://evil"), std::string::npos) << output;
      EXPECT_EQ(output.find("https://bank"), std::string::npos) << output;
    }
  }
}

TEST(Document, StaysSmallWhateverTheMail) {
  std::string source = "From: " + std::string(50000, 'x') + "@evil.example\n";
  for (int i = 0; i < 900; ++i) source += "Received: from a (" + std::string(300, 'r') + ") by b; x\n";
  source += "Content-Type: text/html\n\n";
  for (int i = 0; i < 3000; ++i)
    source += "<a href='https://" + std::to_string(i) + ".example/" + std::string(900, '\x01') + "'>" +
              std::string(400, 'y') + "</a>";
  const auto document = document_of(source, "ja");
  EXPECT_LT(to_string(document, false).size(), 1000U * 1000U);
  EXPECT_LT(to_html(document, languages().choose("ja")).size(), 1000U * 1000U);
  EXPECT_GT(document["moreLinks"], 0);
  EXPECT_EQ(document["cut"], true);
}

}  // namespace
}  // namespace fuwake::report
