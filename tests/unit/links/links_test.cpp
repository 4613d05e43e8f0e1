#include "links/links.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "links/plain_text.h"
#include "links/shown_host.h"
#include "links/unwrap.h"
#include "mails.h"
#include "page/drawn_codes.h"
#include "page/html_tokenizer.h"

namespace fuwake::links {
namespace {

const knowledge::Knowledge& world() {
  static const knowledge::Knowledge instance = tests::knowledge_with_networks();
  return instance;
}

Links links_of(const mail::Mail& mail) {
  page::Page page = page::read_page(mail);
  return find_links(mail, page, world());
}

mail::Mail page(const std::string& html) {
  static std::string source;
  source = "Content-Type: text/html\n\n" + html;
  return mail::parse_mail(source);
}

attachments::Inspected code_to(const std::string& target) {
  attachments::Inspected out;
  out.looked_at = true;
  out.targets.push_back({attachments::FoundTarget::Where::qr_code, target});
  return out;
}

// What is found in pictures and codes comes after what stands in the text, and repeats nothing of it.
TEST(Links, FoundByOpeningSomethingAreAdded) {
  const mail::Mail mail = page("<a href=https://a.example/></a>");
  attachments::Inspected unread;
  struct Row {
    const char* what;
    attachments::Opened opened;
    std::vector<std::string> targets;
    bool told;
  };
  const std::string in_text = "https://a.example/", evil = "https://evil.example/";
  for (const Row& row :
       {Row{"nobody was asked", {}, {in_text}, false},
        Row{"a picture in HTML", {{}, {code_to(evil)}, {}}, {in_text, evil}, false},
        Row{"a picture that was not opened", {{}, {unread}, {}}, {in_text}, true},
        Row{"a code that is drawn", {{}, {}, {unread, code_to(evil)}}, {in_text, evil}, false},
        Row{"a code without a scheme", {{}, {code_to("e.example/x")}, {}}, {in_text, "http://e.example/x"}, false},
        Row{"a code that is no link", {{}, {code_to("Table 7")}, {}}, {in_text}, false},
        Row{"where the text leads as well", {{}, {code_to(in_text)}, {}}, {in_text}, false}}) {
    Links links = links_of(mail);
    add_found_links(links, mail, {}, row.opened, world());
    std::vector<std::string> targets;
    for (const Link& link : links.all) targets.push_back(link.raw.target);
    EXPECT_EQ(targets, row.targets) << row.what;
    EXPECT_EQ(links.unseen.contains(mail::Unseen::attachments), row.told) << row.what;
    if (links.all.size() > 1) {
      EXPECT_EQ(links.all[1].raw.kind, page::ReferenceKind::qr_code) << row.what;
      EXPECT_TRUE(links.all[1].places.empty()) << row.what;
    }
  }
}

// However many links stand in the text, those of attachments have room.
TEST(Links, FoundByOpeningSomethingHaveRoomOfTheirOwn) {
  std::string html;
  for (std::size_t i = 0; i < most_links + 10; ++i) html += "<a href=https://a.example/" + std::to_string(i) + ">x</a>";
  const mail::Mail mail = page(html);
  Links links = links_of(mail);
  ASSERT_EQ(links.all.size(), most_links);
  attachments::Opened opened;
  for (std::size_t i = 0; i < most_links_in_attachments + 10; ++i)
    opened.pictures.push_back(code_to("https://evil.example/" + std::to_string(i)));
  add_found_links(links, mail, {}, opened, world());
  EXPECT_EQ(links.all.size(), most_links + most_links_in_attachments);
  EXPECT_EQ(links.all.back().registrable_domain, "evil.example");
}

// How a content script finds a link again: `a[href], area[href]` of its body, counted as a browser does.
TEST(Links, HaveTheirPlacesInThePane) {
  const auto part = [](const std::string& html) { return "--b\nContent-Type: text/html\n\n" + html + "\n"; };
  const std::string source =
      "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhttps://plain.example/\n" +
      part(
          "<a href='#top'>x</a><a name=y>y</a><a href=' https://a.example/?b&amp;c '>one</a>"
          "<form action=https://f.example/><area href=https://area.example/>"
          "<a href=' https://a.example/?b&amp;c '>two</a><i hidden><a href=https://hidden.example/>x</a></i>") +
      "--b\nContent-Type: text/html; name=c.html\nContent-Disposition: attachment\n\n<a href=https://c.example/>\n" +
      part("<a href=https://last.example/>x</a><a href=' https://a.example/?b&amp;c '>one</a>") + "--b--\n";
  struct Row {
    std::string target, text;
    std::vector<std::pair<std::size_t, std::uint32_t>> places;
  };
  const std::vector<Row> rows = {{"https://plain.example/", "https://plain.example/", {}},
                                 {" https://a.example/?b&c ", "one", {{0, 1}, {1, 1}}},
                                 {"https://area.example/", "", {{0, 2}}},
                                 {"https://f.example/", "", {}},
                                 {" https://a.example/?b&c ", "two", {{0, 3}}},
                                 {"https://hidden.example/", "", {{0, 4}}},
                                 {"https://c.example/", "", {}},
                                 {"https://last.example/", "x", {{1, 0}}}};
  const Links links = links_of(mail::parse_mail(source));
  ASSERT_EQ(links.all.size(), rows.size());
  for (const Row& row : rows) {
    const auto link = std::find_if(links.all.begin(), links.all.end(), [&](const Link& each) {
      return each.raw.target == row.target && (row.text.empty() || each.raw.text == row.text);
    });
    ASSERT_NE(link, links.all.end()) << row.target;
    std::vector<std::pair<std::size_t, std::uint32_t>> places;
    for (const Place& place : link->places) places.emplace_back(place.body, place.ordinal);
    EXPECT_EQ(places, row.places) << row.target << row.text;
  }
  std::string many;
  for (std::size_t i = 0; i < 2 * most_places; ++i) many += "<a href=https://a.example/>x</a>";
  EXPECT_EQ(links_of(page(many)).all.at(0).places.size(), most_places);
}

// Limits are ways out: what is beyond one is told, and what counts comes before what repeats.
TEST(Links, AreKeptDistinctFirst) {
  std::string repeated, distinct;
  for (int i = 0; i < 20'000; ++i) {
    repeated += "<a href=https://a.example/>" + std::to_string(i) + "</a>";
    distinct += "<a href=https://a.example/" + std::to_string(i) + ">x</a>";
  }
  const std::string last = "<a href=https://evil.example/>x</a>";
  struct Row {
    const char* what;
    std::string html;
    bool last_is_seen;
    bool told;
  };
  for (const Row& row : {
           Row{"a newsletter", distinct.substr(0, 300 * 30), true, false},
           Row{"behind 2,001 others", distinct.substr(0, 2001 * 40), true, false},
           Row{"behind as many repetitions", repeated, true, true},
           Row{"behind more than are kept", distinct, false, true},
       }) {
    const Links links = links_of(page(row.html + "\">" + last));
    const bool seen = std::any_of(links.all.begin(), links.all.end(),
                                  [](const Link& link) { return link.registrable_domain == "evil.example"; });
    EXPECT_EQ(seen, row.last_is_seen) << row.what;
    EXPECT_EQ(links.unseen.contains(mail::Unseen::links), row.told) << row.what;
    EXPECT_LE(links.all.size(), most_links) << row.what;
  }
}

TEST(Links, ExtraordinarilyLongOnesAreCutAndTold) {
  const std::string much(100'000, 'a');
  struct Row {
    const char* what;
    std::string html;
    const char* domain;  // where the first link goes
    bool told;
  };
  for (const Row& row : {
           Row{"a path", "<a href=\"https://evil.example/" + much + "\">x</a>", "evil.example", true},
           Row{"a user's name, behind which the host stands", "<a href=\"https://" + much + "@evil.example/\">x</a>",
               "", true},
           Row{"a host that no resolver takes", "<a href=\"https://" + much.substr(0, 600) + ".example/\">x</a>", "",
               true},
           Row{"a base's path", "<base href=\"https://evil.example/" + much + "/\"><a href=b>x</a>", "evil.example",
               true},
           Row{"a base's user", "<base href=\"https://" + much + "@evil.example/\"><a href=b>x</a>", "", true},
           Row{"a filter's wrapper of 4 KB", "<a href=\"https://shop.example/" + much.substr(0, 4000) + "\">x</a>",
               "shop.example", false},
           Row{"an honest base", "<base href=\"https://shop.example/november/\"><a href=b>x</a>", "shop.example",
               false},
       }) {
    const Links links = links_of(page(row.html));
    ASSERT_EQ(links.all.size(), 1U) << row.what;
    EXPECT_EQ(links.all[0].registrable_domain, row.domain) << row.what;
    EXPECT_EQ(links.unseen.contains(mail::Unseen::link_ends), row.told) << row.what;
    EXPECT_LE(links.all[0].raw.target.size(), page::longest_link) << row.what;
    const std::size_t path = links.all[0].url ? links.all[0].url->path.size() : 0;
    EXPECT_LE(path, page::longest_link) << row.what;
  }
}

// 3,000 relative links held 3,000 copies of a base of 60 KB.
TEST(Links, HoldNoLongBase) {
  std::string html = "<base href=\"https://a.example/" + std::string(60'000, 'b') + "/c/\">";
  for (int i = 0; i < 3000; ++i) html += "<a href=" + std::to_string(i) + ">x</a>";
  std::size_t bytes = 0;
  for (const Link& link : links_of(page(html)).all) bytes += link.url->path.size();
  EXPECT_LE(bytes, 3000 * (longest_base + 10));
}

TEST(Unwrap, FindsWhatIsInside) {
  struct Row {
    const char* what;
    const char* outer;
    const char* inner;  // "" where nothing can be read
  };
  for (const Row& row :
       {Row{"Safe Links",
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fevil.example%2Fa%3Fb%3D1&data=05%7C",
            "https://evil.example/a?b=1"},
        Row{"Safe Links whose & was encoded twice",
            "https://eur01.safelinks.protection.outlook.com/?data=1&amp;url=https%3A%2F%2Fevil.example%2F",
            "https://evil.example/"},
        Row{"Proofpoint 1", "https://urldefense.proofpoint.com/v1/url?u=http://evil.example/a&k=x",
            "http://evil.example/a"},
        Row{"Proofpoint 2", "https://urldefense.proofpoint.com/v2/url?u=https-3A__evil.example_a-3Fb-3D1&d=DwMF",
            "https://evil.example/a?b=1"},
        Row{"Proofpoint 3", "https://urldefense.com/v3/__https://evil.example/a*b__;Iw!!abc$",
            "https://evil.example/a#b"},
        Row{"Proofpoint 3, nothing taken out", "https://urldefense.com/v3/__https://evil.example/a__;!!abc$",
            "https://evil.example/a"},
        Row{"Mimecast tells the host", "https://protect-eu.mimecast.com/s/AbCd?domain=evil.example",
            "https://evil.example/"},
        Row{"Barracuda", "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fevil.example%2fa&c=E",
            "https://evil.example/a"},
        Row{"Cisco", "https://secure-web.cisco.com/1abc/https%3A%2F%2Fevil.example%2Fa", "https://evil.example/a"},
        Row{"Sophos", "https://eu.protection.sophos.com/?d=evil.example&u=aHR0cHM6Ly9ldmlsLmV4YW1wbGUvYQ==",
            "https://evil.example/a"},
        Row{"Google", "https://www.google.com/url?q=https://evil.example/a&sa=D", "https://evil.example/a"},
        Row{"Google AMP", "https://www.google.com/amp/s/evil.example/a", "https://evil.example/a"},
        Row{"Google of another country", "https://www.google.co.uk/amp/evil.example/a", "https://evil.example/a"},
        Row{"Bing twice",
            "https://www.bing.com/ck/"
            "a?!&&p=1&u=a1aHR0cHM6Ly93d3cuYmluZy5jb20vYWxpbmsvbGluaz91cmw9aHR0cHMlM2ElMmYlMmZldmlsLmV4YW1wbGUlMmYmYT0x",
            "https://evil.example/"},
        Row{"AMP's cache", "https://evil-example.cdn.ampproject.org/c/s/evil.example/a", "https://evil.example/a"},
        Row{"Google Translate", "https://my--bank-evil-example.translate.goog/a", "https://my-bank.evil.example/a"},
        Row{"Bing", "https://www.bing.com/ck/a?!&&u=a1aHR0cHM6Ly9ldmlsLmV4YW1wbGUvYQ&ntb=1", "https://evil.example/a"},
        Row{"DoubleClick", "https://adclick.g.doubleclick.net/pcs/click?xai=1&adurl=https://evil.example/a",
            "https://evil.example/a"},
        Row{"Amazon SES", "https://abc.r.eu-west-1.awstrack.me/L0/https:%2F%2Fevil.example%2Fa/1/0102/x=1",
            "https://evil.example/a"},
        Row{"two wrappers",
            "https://nam.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps"
            "%253A%252F%252Fevil.example%252F",
            "https://evil.example/"},
        Row{"a host that only ends like a wrapper", "https://evilgoogle.com/url?q=https://evil.example/", ""},
        Row{"no web address inside", "https://www.google.com/url?q=javascript:alert(1)", ""},
        Row{"leads to itself", "https://www.google.com/url?q=https://www.google.com/x", ""}}) {
    const auto outer = parse_url(row.outer);
    ASSERT_TRUE(outer) << row.what;
    const auto inner = unwrap(*outer, world().wrappers);
    EXPECT_EQ(inner ? inner->url.serialize() : "", row.inner) << row.what;
  }
}

TEST(Unwrap, EndsInHostileNesting) {
  std::string url = "https://evil.example/";
  for (int i = 0; i < 12; ++i) {
    std::string encoded;
    for (const char c : url) {
      char text[4];
      std::snprintf(text, sizeof text, "%%%02X", static_cast<unsigned char>(c));
      encoded += text;
    }
    url = "https://www.google.com/url?q=" + encoded;
    if (url.size() > 1000000) break;
  }
  const auto inner = unwrap(*parse_url(url), world().wrappers);
  EXPECT_TRUE(!inner || inner->around.size() <= most_wrappings);
}

TEST(ShownHost, IsUnicodeOnlyWhereThatDoesNotDeceive) {
  struct Row {
    const char* unicode;
    bool shown;
    const char* why;
  };
  for (const Row& row : {Row{"b\u00fccher.example", true, "one script"}, Row{"\u65e5\u672c\u8a9e.jp", true, "kanji"},
                         Row{"\u30a2\u30de\u30be\u30f3\u672c.jp", true, "katakana and kanji"},
                         Row{"\u043f\u0440\u0438\u0432\u0435\u0442.example", true, "Cyrillic that does not look Latin"},
                         Row{"\u0430\u0440\u0440\u04cf\u0435.com", false, "apple in Cyrillic"},
                         Row{"p\u0430ypal.com", false, "one Cyrillic letter among Latin ones"},
                         Row{"\u03b1pple.com", false, "a Greek letter"},
                         Row{"a\u30cebc.jp", false, "a katakana that looks like a slash"}}) {
    const auto ascii = domain_to_ascii(row.unicode);
    ASSERT_TRUE(ascii) << row.why;
    EXPECT_EQ(shown_host(*ascii), row.shown ? std::string(row.unicode) : *ascii) << row.why;
  }
  EXPECT_EQ(shown_host("www.example.com"), "www.example.com");
  EXPECT_EQ(shown_host("192.0.2.1"), "192.0.2.1");
}

TEST(Url, IsReadAsBrowsersDo) {
  struct Row {
    const char* input;
    const char* host;
  };
  for (const Row& row :
       {Row{"https://w-support.jp/activemail.kagoya.com/?e=", "w-support.jp"},
        Row{"https://kagoya.com@evil.example/", "evil.example"},
        Row{"https:\\\\evil.example\\kagoya.com", "evil.example"}, Row{"  ht\ntps://evil.example", "evil.example"},
        Row{"http://0x7f.1/", "127.0.0.1"}, Row{"http://2130706433/", "127.0.0.1"},
        Row{"http://0300.0250.1.1/", "192.168.1.1"}, Row{"http://[::ffff:1.2.3.4]/", "[::ffff:102:304]"},
        Row{"http://日本.jp/", "xn--wgv71a.jp"}, Row{"http://EXAMPLE。com/", "example.com"},
        Row{"http://ex%61mple.com/", "example.com"}, Row{"https:evil.example", "evil.example"},
        Row{"http://1.2.3.4.5/", ""}, Row{"http://a b/", ""}, Row{"http:///", ""}, Row{"//x", ""}, Row{"", ""}}) {
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

TEST(Links, StandInCalendarsAndAttachedPages) {
  const std::string source =
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; format=flowed; delsp=yes\n\n"
      "see https://flowed.example/long \n/path\n"
      "--b\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\nDESCRIPTION:Join https://cal.exam\n ple/x\\nnow\n"
      "--b\nContent-Type: application/octet-stream; name=\"invoice.HTML\"\nContent-Disposition: attachment\n\n"
      "<a href=https://page.example/>x</a><input type=password><script></script>\n--b--\n";
  const Links links = links_of(mail::parse_mail(source));
  ASSERT_EQ(links.all.size(), 4U);
  EXPECT_EQ(links.all[0].raw.target, "https://flowed.example/long/path");
  EXPECT_EQ(links.all[1].raw.target, "https://flowed.example/long") << "what Thunderbird makes a link of";
  EXPECT_EQ(links.all[2].raw.target, "https://cal.example/x");
  EXPECT_EQ(links.all[2].raw.kind, page::ReferenceKind::calendar);
  EXPECT_TRUE(links.all[3].attached);
}

TEST(Links, OfAPageThatIsShownByItsNameAreOfTheMailAsWell) {
  const Links links =
      links_of(mail::parse_mail("Content-Type: application/octet-stream; name=a.html\n\n<a "
                                "href=https://page.example/>x</a><input type=password>"));
  ASSERT_EQ(links.all.size(), 1U);
  EXPECT_FALSE(links.all[0].attached);
}

TEST(Links, OfAllPartsAreRuledByOneBase) {
  const std::string parts =
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<a href=one>1</a><a "
      "href=#x>2</a>\n--b\n"
      "Content-Type: text/html\n";
  struct Row {
    const char* last;
    const char* first_host;  // "" where there is none
  };
  for (const Row& row : {Row{"\n<base href=https://b.example/d/>", "b.example"},
                         Row{"\n<p>x<base target=x><base href=https://c.example/>", "c.example"},
                         Row{"Content-Base: \"https://d.example/\"\n\nx", "d.example"},
                         Row{"Content-Disposition: attachment\n\n<base href=https://b.example/>", ""}}) {
    const std::string source = parts + row.last + "\n--b--\n";
    const Links links = links_of(mail::parse_mail(source));
    ASSERT_FALSE(links.all.empty()) << row.last;
    EXPECT_EQ(links.all[0].url ? links.all[0].url->host : "", row.first_host) << row.last;
    EXPECT_EQ(links.all.size(), std::string_view(row.first_host).empty() ? 1U : 2U) << row.last;
  }
}

TEST(Links, StandInAttachedMessages) {
  const std::string source =
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/octet-stream; name=a.eml\n"
      "Content-Transfer-Encoding: base64\n\n"
      // "Content-Type: text/html\n\n<a href=https://inner.example/>x</a>\n"
      "Q29udGVudC1UeXBlOiB0ZXh0L2h0bWwKCjxhIGhyZWY9aHR0cHM6Ly9pbm5lci5leGFtcGxlLz54PC9hPgo=\n--b--\n";
  const Links links = links_of(mail::parse_mail(source));
  ASSERT_EQ(links.all.size(), 1U);
  EXPECT_EQ(links.all[0].host(), "inner.example");
  EXPECT_TRUE(links.all[0].attached);
}

TEST(Links, TakesWhatWasFoundInAttachments) {
  const std::string source =
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/pdf; name=a.pdf\n\nx\n--b--\n";
  attachments::Attachments found;
  found.all.push_back({1, "a.pdf", "application/pdf", {}});
  found.all[0].inspected.targets = {{attachments::FoundTarget::Where::pdf, "https://pdf.example/"},
                                    {attachments::FoundTarget::Where::qr_code, "code.example/x"},
                                    {attachments::FoundTarget::Where::qr_code, "just words"}};
  const mail::Mail mail = mail::parse_mail(source);
  Links links = links_of(mail);
  add_found_links(links, mail, found, {}, world());
  ASSERT_EQ(links.all.size(), 2U);
  EXPECT_EQ(links.all[0].raw.kind, page::ReferenceKind::pdf);
  EXPECT_EQ(links.all[1].host(), "code.example");
}

TEST(Links, OfTheFoundingMail) {
  for (const char* name : {"cases/kagoya-utf8.eml", "cases/kagoya-iso2022jp.eml"}) {
    const std::string source = tests::read_mail(name);
    const mail::Mail mail = mail::parse_mail(source);
    const Links links = links_of(mail);
    ASSERT_EQ(links.all.size(), 1U) << name;
    EXPECT_EQ(links.all[0].registrable_domain, "w-support.jp");
    const DefangedLink parts = defang(links.all[0]);
    EXPECT_EQ(parts.before, "h**ps://");
    EXPECT_EQ(parts.deciding, "w-support.jp");
    EXPECT_EQ(parts.after, "/activemail.kagoya.com/?e={EMAIL64}");
  }
}

// Where one address decides, its domain is set apart; where a list or "to=" adds others, nothing is.
TEST(Links, ToAddressesSetTheDomainApart) {
  struct Row {
    const char* target;
    const char* before;
    const char* deciding;
    const char* after;
  };
  for (const Row& row :
       {Row{"mailto:ann@a.example", "mailto*:ann@", "a.example", ""},
        Row{"MAILTO:ann@a.example?subject=x&amp;body=y", "mailto*:ann@", "a.example", "?subject=x&body=y"},
        Row{"mailto:ann@a.example?subject=x&amp;BCC=e@e.example", "", "",
            "mailto*:ann@a.example?subject=x&BCC=e@e.example"},
        Row{"mailto:?to=e@e.example", "", "", "mailto*:?to=e@e.example"},
        Row{"mailto:ann@a.example,e@e.example", "", "", "mailto*:ann@a.example,e@e.example"},
        Row{"mailto:ann@a.example%2Ce@e.example", "", "", "mailto*:ann@a.example%2Ce@e.example"},
        Row{"mailto:ann@a.example@e.example", "", "", "mailto*:ann@a.example@e.example"},
        Row{"mailto:@e.example", "", "", "mailto*:@e.example"}, Row{"mailto:ann@", "", "", "mailto*:ann@"}}) {
    const std::string source = "Content-Type: text/html\n\n<a href='" + std::string(row.target) + "'>x</a>";
    const DefangedLink parts = defang(links_of(mail::parse_mail(source)).all.at(0));
    EXPECT_EQ(parts.before, row.before) << row.target;
    EXPECT_EQ(parts.deciding, row.deciding) << row.target;
    EXPECT_EQ(parts.after, row.after) << row.target;
  }
  for (const char* text : {"\nto <ann@a.example> now\n", "\n「ann@a.example」さん\n", "\nann@a.example>\n"})
    EXPECT_EQ(defang(links_of(mail::parse_mail(text)).all.at(0)).whole(), "mailto*:ann@a.example") << text;
}

TEST(Links, WithoutAHostAreDefangedToo) {
  const std::string source =
      "Content-Type: text/html\n\n<a href='javascript:alert(1)'>x</a>"
      "<a href='#top'>y</a><a href=''>z</a>";
  const Links links = links_of(mail::parse_mail(source));
  ASSERT_EQ(links.all.size(), 1U) << "links within the mail are none";
  EXPECT_EQ(defang(links.all[0]).whole(), "javascript*:alert(1)");
  const std::string ftp = "\nftp://evil.example/x";
  EXPECT_EQ(defang(links_of(mail::parse_mail(ftp)).all.at(0)).whole(), "ftp*://evil.example/x");
}

}  // namespace
}  // namespace fuwake::links
