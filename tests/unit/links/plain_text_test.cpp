#include "links/plain_text.h"

#include <gtest/gtest.h>

namespace fuwake::links {
namespace {

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
        Row{"<https://a.example/x>", "https://a.example/x", ">"}, Row{"www.a.example/x", "www.a.example/x", ""},
        Row{"こちらhttps://a.example/x　まで", "https://a.example/x", ""}}) {
    const auto links = find_links_in_text(row.text).all;
    ASSERT_EQ(links.size(), 1U) << row.text;
    EXPECT_EQ(links[0].text, row.link) << row.text;
    EXPECT_EQ(links[0].tail, row.tail) << row.text;
  }
  EXPECT_TRUE(find_links_in_text("xhttps://a.example https:// nothttp www.").all.empty());
}

// Each seen in Thunderbird 153 (scanTXT of mozITXTToHTMLConv).
TEST(PlainText, MakesTheLinksThatThunderbirdMakes) {
  struct Row {
    const char* text;
    std::vector<std::string> targets;
  };
  for (const Row& row : {Row{"write to ann@office.example.", {"mailto:ann@office.example"}},
                         Row{"let's meet @8pm, a@b or @c.example", {}},
                         Row{"日本ann@office.example、", {"mailto:ann@office.example"}},
                         Row{"(ann@office.example)", {"mailto:ann@office.example"}},
                         Row{"\"Ann ann@office.example\"", {"mailto:Annann@office.example"}},
                         Row{"WWW.a.example/x", {"http://WWW.a.example/x"}},
                         Row{"日本www.a.example", {}},
                         Row{"10 : 30, note:this, hxxp://a.example, javascript:a, data:a", {}},
                         Row{"news:a.b file:///etc/passwd", {"news:a.b", "file:///etc/passwd"}},
                         Row{"http:a.example", {"http:a.example"}},
                         Row{"<URL:https://a.example/ b>", {"https://a.example/b"}},
                         Row{"<https://a.example/ b>", {"https://a.example/b"}},
                         Row{"<https://a.example/b\">", {"https://a.example/b"}},
                         Row{"<https://a.example/b\nc>", {"https://a.example/b"}},
                         Row{"<see https://a.example/b c>", {"https://a.example/b"}},
                         Row{"http://http://https://a.example", {"http://http://https://a.example"}},
                         Row{"https://a:b https://a|b", {}},
                         Row{"mailto:https://a:b", {"mailto:https://a:b"}},
                         Row{"https://a.example/x|y*_'", {"https://a.example/x|y*_"}},
                         Row{"https://a.example/[x] https://[::1]/x", {"https://a.example/", "https://[::1]/x"}},
                         Row{"https://a.example/x。", {"https://a.example/x。"}},
                         Row{"https://a.example/x\xC2\xA0y", {"https://a.example/x"}},
                         Row{"https://a.example/x\u2003y", {"https://a.example/x\u2003y"}}}) {
    std::vector<std::string> targets;
    for (const page::Reference& link : find_links_in_text(row.text).all) targets.push_back(link.target);
    EXPECT_EQ(targets, row.targets) << row.text;
  }
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (; times > 0; --times) out += text;
  return out;
}

// Each sign of them asks for the end of the same word, or makes a link of the same beginning: 50 KB took 21 seconds,
// 40 KB made 300 MB of links.
TEST(PlainText, IsReadOnceHoweverManySignsAreInAWord) {
  struct Row {
    const char* begin;
    const char* again;
    bool cut;
  };
  for (const Row& row :
       {Row{"www", ".", false}, Row{"www", ".?", false}, Row{"www", "..-", false}, Row{"www", ".(.)", false},
        Row{"", "a@", false}, Row{"", "http:", false}, Row{"", "<URL:", false}, Row{"", "<http:", false},
        Row{"www.%%", "\f%.", false}, Row{"www.a/", "}.b", true}, Row{"www.a/", ").b", true},
        Row{"www.a/", "].b", true}, Row{"a", "}@b.c", true}}) {
    const TextLinks links = find_links_in_text(row.begin + repeated(row.again, 100'000));
    std::size_t bytes = 0;
    for (const page::Reference& link : links.all) bytes += link.target.size() + link.text.size();
    EXPECT_LT(bytes, 3'000'000U) << row.begin << row.again;
    EXPECT_EQ(links.cut, row.cut) << row.begin << row.again;
  }
  // By each of its signs Thunderbird makes a link of "www.a/}.b": there are some in any mail.
  EXPECT_EQ(find_links_in_text("www.a/}.b}.c").all.size(), 3U);
  EXPECT_FALSE(find_links_in_text(repeated("(www.a.example/).b www.a.example...)\n", 10'000)).cut);
}

}  // namespace
}  // namespace fuwake::links
