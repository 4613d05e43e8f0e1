#include "links/links.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "mails.h"
#include "page/drawn_codes.h"

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
                                    {attachments::FoundTarget::Where::document, "https://document.example/"},
                                    {attachments::FoundTarget::Where::qr_code, "code.example/x"},
                                    {attachments::FoundTarget::Where::qr_code, "just words"}};
  const mail::Mail mail = mail::parse_mail(source);
  Links links = links_of(mail);
  add_found_links(links, mail, found, {}, world());
  ASSERT_EQ(links.all.size(), 3U);
  EXPECT_EQ(links.all[0].raw.kind, page::ReferenceKind::pdf);
  EXPECT_EQ(links.all[1].raw.kind, page::ReferenceKind::document);
  EXPECT_TRUE(links.all[1].attached);
  EXPECT_EQ(links.all[2].host(), "code.example");
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
