#include "links/links.h"

#include <gtest/gtest.h>

#include "links/html_tokenizer.h"
#include "links/plain_text.h"
#include "mails.h"

namespace fuwake::links {
namespace {

TEST(Url, IsReadAsBrowsersDo) {
  struct Row {
    const char* input;
    const char* host;
  };
  for (const Row& row :
       {Row{"https://w-support.jp/activemail.kagoya.com/?e=", "w-support.jp"},
        Row{"https://kagoya.com@evil.example/", "evil.example"},
        Row{"https:\\\\evil.example\\kagoya.com", "evil.example"},
        Row{"  ht\ntps://evil.example", "evil.example"}, Row{"http://0x7f.1/", "127.0.0.1"},
        Row{"http://2130706433/", "127.0.0.1"}, Row{"http://0300.0250.1.1/", "192.168.1.1"},
        Row{"http://[::ffff:1.2.3.4]/", "[::ffff:102:304]"}, Row{"http://日本.jp/", "xn--wgv71a.jp"},
        Row{"http://EXAMPLE。com/", "example.com"}, Row{"http://ex%61mple.com/", "example.com"},
        Row{"https:evil.example", "evil.example"}, Row{"http://1.2.3.4.5/", ""},
        Row{"http://a b/", ""}, Row{"http:///", ""}, Row{"//x", ""}, Row{"", ""}}) {
    const auto url = parse_url(row.input);
    EXPECT_EQ(url ? url->host : "", row.host) << row.input;
  }
}

TEST(PlainText, LinksEndWhereThunderbirdEndsThem) {
  struct Row {
    const char* text;
    const char* link;
    const char* tail;
  };
  for (const Row& row :
       {Row{"https://w-support.jp/?e={EMAIL64}", "https://w-support.jp/?e=", "{EMAIL64}"},
        Row{"see https://a.example/x.", "https://a.example/x", "."},
        Row{"(https://a.example/x)", "https://a.example/x", ")"},
        Row{"https://a.example/x_(y)", "https://a.example/x_(y)", ""},
        Row{"<https://a.example/x>", "https://a.example/x", ">"},
        Row{"www.a.example/x", "www.a.example/x", ""},
        Row{"こちらhttps://a.example/x　まで", "https://a.example/x", ""}}) {
    const auto links = find_links_in_text(row.text);
    ASSERT_EQ(links.size(), 1U) << row.text;
    EXPECT_EQ(links[0].text, row.link) << row.text;
    EXPECT_EQ(links[0].tail, row.tail) << row.text;
  }
  EXPECT_TRUE(find_links_in_text("xhttps://a.example https:// nothttp www.").empty());
}

TEST(Html, ShowsWhatAReaderSees) {
  const HtmlDocument document = read_html(
      "<title>no</title><style>no</style><p>yes<span style='display: none'>no</span>"
      "<!-- no --><script>no</script><a href=' https://a.example/&amp;b '>go <b>there</b>"
      "<img alt='!'></a><form action='https://f.example'><button formaction=https://b.example>"
      "</form><area href=https://c.example><meta http-equiv=refresh content=\"0; url='https://r.example'\">");
  EXPECT_EQ(document.text.find("no"), std::string::npos) << document.text;
  ASSERT_EQ(document.links.size(), 5U);
  EXPECT_EQ(document.links[0].text, "go there!");
  EXPECT_EQ(document.links[0].target, " https://a.example/&b ");
  EXPECT_EQ(document.links[1].kind, LinkKind::form);
  EXPECT_EQ(document.links[2].kind, LinkKind::button);
  EXPECT_EQ(document.links[3].kind, LinkKind::area);
  EXPECT_EQ(document.links[4].target, "https://r.example");
}

TEST(Html, IsLinearAndBoundedInHostileInput) {
  std::string nested, anchors, empty_tags;
  for (int i = 0; i < 100000; ++i) {
    nested += "<div>";
    anchors += "<a href=https://a.example/" + std::to_string(i) + ">x</a>";
    empty_tags += "</>";
  }
  EXPECT_TRUE(read_html(nested).links.empty());
  const HtmlDocument many = read_html(anchors);
  EXPECT_EQ(many.links.size(), most_links);
  EXPECT_TRUE(many.cut);
  EXPECT_TRUE(read_html(empty_tags).text.empty());
  EXPECT_EQ(read_html("<a href=https://a.example").links.size(), 0U) << "cut within a tag";
}

TEST(Links, OfTheFoundingMail) {
  for (const char* name : {"cases/kagoya-utf8.eml", "cases/kagoya-iso2022jp.eml"}) {
    const std::string source = tests::read_mail(name);
    const mail::Mail mail = mail::parse_mail(source);
    const Links links = find_links(mail);
    ASSERT_EQ(links.all.size(), 1U) << name;
    EXPECT_EQ(links.all[0].registrable_domain, "w-support.jp");
    const DefangedLink parts = defang(links.all[0]);
    EXPECT_EQ(parts.before, "h**ps://");
    EXPECT_EQ(parts.deciding, "w-support.jp");
    EXPECT_EQ(parts.after, "/activemail.kagoya.com/?e={EMAIL64}");
  }
}

TEST(Links, WithoutAHostAreDefangedToo) {
  const std::string source = "Content-Type: text/html\n\n<a href='javascript:alert(1)'>x</a>"
                             "<a href='#top'>y</a><a href=''>z</a>";
  const Links links = find_links(mail::parse_mail(source));
  ASSERT_EQ(links.all.size(), 1U) << "links within the mail are none";
  EXPECT_EQ(defang(links.all[0]).whole(), "javascript*:alert(1)");
  const std::string ftp = "\nftp://evil.example/x";
  EXPECT_EQ(defang(find_links(mail::parse_mail(ftp)).all.at(0)).whole(), "ftp*://evil.example/x");
}

}  // namespace
}  // namespace fuwake::links
