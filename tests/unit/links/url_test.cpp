#include "links/url.h"

#include <gtest/gtest.h>

#include "links/shown_host.h"
#include "links/unwrap.h"
#include "mails.h"

namespace fuwake::links {
namespace {

const knowledge::Knowledge& world() {
  static const knowledge::Knowledge instance = tests::knowledge_with_networks();
  return instance;
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

}  // namespace
}  // namespace fuwake::links
