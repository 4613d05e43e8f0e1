// The report as a page: what stands in it, in which order, and how often.
#include <gtest/gtest.h>

#include <filesystem>

#include "mails.h"
#include "report/document.h"
#include "report/html.h"

namespace fuwake::report {
namespace {

using nlohmann::json;

const Sentences& english() {
  static const Languages languages = Languages::read(std::filesystem::path(FUWAKE_DATA_DIR) / "sentences");
  return languages.choose("en");
}

const dissection::Engine& engine() {
  static const dissection::Engine instance{
      tests::knowledge_with_networks(),
      verdict::Weights::read(std::filesystem::path(FUWAKE_DATA_DIR) / "weights.json")};
  return instance;
}

json document_of(const std::string& source) {
  return make_document(*dissection::dissect(source, {}, engine()), engine(), english());
}

// Its words: no tags, no style.
std::string words_of(const std::string& html) {
  std::string out;
  bool in_tag = false;
  for (const char c : html.substr(html.find("<main>"))) {
    if (c == '<') in_tag = true;
    if (!in_tag) out += c;
    if (c == '>') in_tag = false;
  }
  return out;
}

std::size_t times(const std::string& text, const std::string& what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
  return count;
}

json finding(const char* kind, double weight, const std::string& says, json evidence = json::array()) {
  return {{"id", "test"},
          {"kind", kind},
          {"weight", weight},
          {"sentence", says},
          {"segments", {{{"kind", "text"}, {"text", says}}}},
          {"evidence", std::move(evidence)}};
}

json about_link(std::size_t link) {
  return json::array({{{"quote", "h**ps://a.example/"}, {"link", link}}});
}

std::string report_with(json findings) {
  json document = document_of("From: a@b.example\nContent-Type: text/html\n\n<a href=https://c.example/>x</a>");
  document["findings"] = std::move(findings);
  return to_html(document, english());
}

TEST(HtmlReport, SaysWhatWeighsMostFirstAndNotesLast) {
  const std::string words = words_of(
      report_with({finding("note", 0, "Noted."), finding("anomaly", 0.5, "Light."), finding("reassurance", -2, "Good."),
                   finding("deception", 4, "Heavy."), finding("anomaly", 1.5, "Middle.")}));
  std::size_t before = 0;
  for (const char* says : {"Heavy.", "Middle.", "Light.", "Good.", "Noted."}) {
    const std::size_t at = words.find(says, before);
    ASSERT_NE(at, std::string::npos) << says;
    before = at;
  }
  for (const char* mark : {"!!deception", "!unusual", "+confirmed"})
    EXPECT_NE(words.find(mark), std::string::npos) << mark;
}

TEST(HtmlReport, OfTheFoundingMailSaysEachThingOnce) {
  const std::string source = tests::read_mail("cases/kagoya-utf8.eml");
  const json document = document_of(source);
  const std::string words = words_of(to_html(document, english()));
  for (const json& told : document["findings"]) {
    if (told["kind"] == "note") continue;
    EXPECT_EQ(times(words, told["sentence"].get<std::string>()), 1U) << told["sentence"];
  }
  EXPECT_EQ(words.find("Its links lead to others than the sender"), std::string::npos) << "it says no more";
}

TEST(HtmlReport, NamesALinkByItsNumberAndShowsItInItsRowAlone) {
  const std::string html = report_with({finding("deception", 4, "It lies.", about_link(0))});
  EXPECT_NE(html.find("<a href=\"#link-1\">Link 1</a>"), std::string::npos);
  EXPECT_NE(html.find("<tr id=\"link-1\">"), std::string::npos);
  EXPECT_EQ(times(html, "h**ps://a.example/"), 0U) << "the quotation is the link, which has its row";
}

TEST(HtmlReport, KeepsANoteOnALinkOfWhichNothingElseIsTold) {
  const json note = finding("note", 0, "It is wrapped.", about_link(0));
  EXPECT_EQ(times(report_with({note}), "It is wrapped."), 1U);
  EXPECT_EQ(times(report_with({note, finding("anomaly", 1, "It is odd.", about_link(0))}), "It is wrapped."), 0U);
}

TEST(HtmlReport, QuotesOnlyWhatTheSentenceDoesNot) {
  const json quotes = {{{"quote", "pay now"}}, {{"quote", "x-mailer: y"}}, {{"quote", "x-mailer: y"}}, {{"quote", ""}}};
  const std::string words = words_of(report_with({finding("anomaly", 1, "It says “pay now”.", quotes)}));
  EXPECT_EQ(times(words, "pay now"), 1U);
  EXPECT_EQ(times(words, "x-mailer: y"), 1U);
}

TEST(HtmlReport, HasHeadersOrACaptionInEachTableAndOneMain) {
  const std::string html = to_html(document_of(tests::read_mail("cases/kagoya-utf8.eml")), english());
  EXPECT_EQ(times(html, "<main>"), 1U);
  EXPECT_EQ(times(html, "<h1>"), 1U);
  EXPECT_EQ(times(html, "<table>"), 5U);
  EXPECT_EQ(times(html, "<table><caption"), 4U) << "the hops have their sentence above";
  EXPECT_EQ(times(html, "scope=\"col\"></th>"), 0U) << "a column without a name";
  EXPECT_EQ(times(html, "<thead>"), 3U) << "findings, hops, links; the others have a header in each row";
}

}  // namespace
}  // namespace fuwake::report
