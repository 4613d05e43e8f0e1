// How the document is joined: findings to links, links to the elements of a message pane.
#include <gtest/gtest.h>

#include <filesystem>

#include "mails.h"
#include "report/document.h"
#include "report/printable.h"
#include "report/where_links_go.h"

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

json html_of(const std::string& html) {
  return document_of("From: a@b.example\nContent-Type: text/html\n\n" + html);
}

const json& finding_in(const json& document, const std::string& id) {
  for (const json& finding : document["findings"])
    if (finding["id"] == id) return finding;
  ADD_FAILURE() << id << " is not in " << document["findings"];
  static const json none = {{"evidence", {json::object()}}};
  return none;
}

std::string joined(const json& href) {
  std::string out;
  for (const json& piece : href["pieces"]) out += (out.empty() ? "" : ":") + piece.get<std::string>();
  return out;
}

TEST(InPieces, IsTheTextWithNothingThatActs) {
  struct Row {
    const char* what;
    std::string text;
    std::vector<std::string> pieces;
    bool whole;
  };
  for (const Row& row :
       {Row{"an address", "https://a.example/?u=http://b", {"https", "//a.example/?u=http", "//b"}, true},
        Row{"nothing", "", {""}, true}, Row{"line ends", "a\r\n\tb", {"a\r\n\tb"}, true},
        Row{"colons alone", "::", {"", "", ""}, true}, Row{"turned round", "a:\u202Eb", {"a", ""}, false},
        Row{"NUL", std::string("a\0b", 3), {"a"}, false}, Row{"broken UTF-8", "a\xff", {"a"}, false},
        Row{"as long as may be", "0123456789", {"0123456789"}, true},
        Row{"longer", "0123456789a", {"0123456789"}, false},
        Row{"no half letter", "012345678あ", {"012345678"}, false}}) {
    const Pieces pieces = in_pieces(row.text, row.what == std::string("an address") ? 100 : 10);
    EXPECT_EQ(pieces.pieces, row.pieces) << row.what;
    EXPECT_EQ(pieces.whole, row.whole) << row.what;
  }
  const Pieces many = in_pieces(std::string(100, ':'), 1000);
  EXPECT_EQ(many.pieces.size(), most_pieces);
  EXPECT_FALSE(many.whole);
}

TEST(Links, AreFoundInThePaneByHrefAndPlace) {
  const json document = html_of(
      "<a href='#top'>up</a><a href='HTTPS://Shop.example/a?b&amp;c'>one</a><a "
      "href='https://shop.example/a?b&amp;c'>two</a>"
      "<a href='https://shop.example/a?b&amp;c'>three</a><form action='https://shop.example/f'></form>");
  const json& hrefs = document["links"][0]["hrefs"];
  ASSERT_EQ(hrefs.size(), 2U) << document["links"];
  EXPECT_EQ(joined(hrefs[0]), "HTTPS://Shop.example/a?b&c");
  EXPECT_EQ(hrefs[0]["places"], json::parse(R"([{"body": 0, "ordinal": 1}])"));
  EXPECT_EQ(joined(hrefs[1]), "https://shop.example/a?b&c");
  EXPECT_EQ(hrefs[1]["places"], json::parse(R"([{"body": 0, "ordinal": 2}, {"body": 0, "ordinal": 3}])"));
  for (const json& link : document["links"])
    if (link["kind"] == "form") {
      EXPECT_EQ(joined(link["hrefs"][0]), "https://shop.example/f");
      EXPECT_EQ(link["hrefs"][0]["places"], json::array());
    }
}

TEST(Links, OfPlainTextAndAttachmentsHaveNoPlace) {
  const json document = document_of(
      "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee https://text.example/\n"
      "--b\nContent-Type: text/html; name=c.html\nContent-Disposition: attachment\n\n<a "
      "href=https://file.example/>\n--b--\n");
  ASSERT_EQ(document["links"].size(), 2U);
  for (const json& link : document["links"]) {
    const bool attached = link["attached"];
    EXPECT_EQ(link["hrefs"].size(), attached ? 0U : 1U) << link;
    if (!attached) {
      EXPECT_EQ(link["hrefs"][0]["places"], json::array());
    }
  }
}

TEST(Links, HaveRoomForTheirFirstPlaceHoweverManyThereAre) {
  std::string html;
  for (int i = 0; i < 150; ++i)
    for (int k = 0; k < 8; ++k)
      for (int times = 0; times < 3; ++times)
        html += "<a href='https://" + std::string(static_cast<std::size_t>(k), ' ') + std::to_string(i) +
                ".example/'>" + "\t'\"&lt;</a><a href='" + std::string(static_cast<std::size_t>(k), ' ') + "https://" +
                std::to_string(i) + ".example/'>x</a>";
  const json document = html_of(html);
  EXPECT_GT(document["links"].size(), 100U);
  std::size_t all = 0, places = 0;
  for (const json& link : document["links"]) {
    ASSERT_FALSE(link["hrefs"].empty()) << link;
    EXPECT_LE(link["hrefs"].size(), most_hrefs_shown);
    all += link["hrefs"].size();
    for (const json& href : link["hrefs"]) {
      EXPECT_FALSE(href["places"].empty()) << href;
      places += href["places"].size();
    }
  }
  EXPECT_LE(all, document["links"].size() + most_links_shown);
  EXPECT_LE(places, all + most_further_places_shown);
}

TEST(Findings, PointToTheirLink) {
  const json document = html_of(
      "<a href='https://fine.example/'>x</a><a href='https://evil.example/activemail.kagoya.com/'>y</a>"
      "<a href='https://192.0.2.1/'>z</a>");
  for (const auto& [id, domain] :
       {std::pair("link.brand-in-path", "evil.example"), std::pair("link.number", "192.0.2.1")}) {
    const json& finding = finding_in(document, id);
    const json& link = document["links"].at(finding["evidence"][0].at("link").get<std::size_t>());
    EXPECT_EQ(link["domain"], domain);
    EXPECT_EQ(link["suspicious"], true);
    bool says = false;
    for (const json& index : link["findings"]) says |= document["findings"].at(index.get<std::size_t>()) == finding;
    EXPECT_TRUE(says) << link;
    for (std::size_t i = 0; i < link["findings"].size(); ++i)
      EXPECT_EQ(link["why"].at(i), document["findings"][link["findings"][i].get<std::size_t>()]["sentence"]);
  }
}

TEST(Findings, PointToTheirAttachmentAmongThoseWithAName) {
  const json document = document_of(
      "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n"
      "--b\nContent-Type: application/pdf; name=a.pdf\n\nx\n"
      "--b\nContent-Type: application/octet-stream; name=b.exe\n\nx\n--b--\n");
  const json& finding = finding_in(document, "attachment.program");
  EXPECT_EQ(document["attachments"].at(finding["evidence"][0].at("attachment").get<std::size_t>())["name"], "b.exe");
}

// What is beyond the document's bounds is not pointed at.
TEST(Findings, PointToNothingThatIsNotThere) {
  std::string html;
  for (std::size_t i = 0; i < most_links_shown + 10; ++i)
    html += "<a href='https://" + std::to_string(i) + ".fine.example/'>x</a>";
  auto dissection = dissection::dissect(
      "From: a@b.example\nReceived: from x.example by y.example; x\nContent-Type: text/html\n\n" + html, {}, engine());
  using Kind = evidence::Pointer::Kind;
  ASSERT_FALSE(dissection->findings.empty());
  struct Row {
    evidence::Pointer at;
    const char* name;
    json index;
  };
  for (const Row& row : {Row{{Kind::link, 3}, "link", 3}, Row{{Kind::link, most_links_shown + 5}, "link", nullptr},
                         Row{{Kind::hop, 0}, "hop", 0}, Row{{Kind::hop, 9}, "hop", nullptr},
                         Row{{Kind::attachment, 0}, "attachment", nullptr}, Row{{Kind::field, 2}, "field", 2}}) {
    dissection->findings.front().evidence = {{{}, "q", row.at}};
    const json document = make_document(*dissection, engine(), english());
    const json& evidence = document["findings"][0]["evidence"][0];
    EXPECT_EQ(evidence.value(row.name, json()), row.index) << row.name;
  }
}

}  // namespace
}  // namespace fuwake::report
