// What a reader sees of HTML, and the references in it.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "mail/headers.h"
#include "page/drawn_codes.h"
#include "page/html_document.h"
#include "page/html_tokenizer.h"
#include "page/page.h"

namespace fuwake::page {
namespace {

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
  EXPECT_EQ(document.links[1].kind, ReferenceKind::form);
  EXPECT_EQ(document.links[2].kind, ReferenceKind::button);
  EXPECT_EQ(document.links[3].kind, ReferenceKind::area);
  EXPECT_EQ(document.links[4].target, "https://r.example");
}

TEST(Html, LeavesOutWhatCannotBeSeen) {
  struct Row {
    const char* what;
    const char* html;
    bool seen;
  };
  for (const Row& row :
       {Row{"size nothing", "<p style='font-size:0'>word", false},
        Row{"one pixel", "<p style='FONT-SIZE: 1px !important'>word", false},
        Row{"twelve pixels", "<p style='font-size:12px'>word", true},
        Row{"half an em", "<p style='font-size:.5em'>word", true},
        Row{"a layout's cell around a text of its own size", "<td style='font-size:0'><p style='font-size:13px'>word",
            true},
        Row{"white on white", "<p style='color:#FFF;background-color:white'>word", false},
        Row{"white on a button's blue", "<a style='color:#fff;background:#0044cc'>word", true},
        Row{"white, the background unknown", "<td bgcolor=#ffffff><td class=x><p style='color:#fff'>word", true},
        Row{"a preheader", "<div style='display:none;max-height:0'>word", false},
        Row{"closed by its height", "<div style='overflow:hidden;max-height:0px'>word", false},
        Row{"open", "<div style='overflow:hidden;max-height:100px'>word", true},
        Row{"a size below nothing, which is no rule", "<p style='font-size:-5px'>word", true},
        Row{"an importance that there is not", "<p style='display:none!x'>word", true},
        Row{"what Outlook alone hides", "<p style='mso-hide:all'>word", true},
        Row{"a rule in a string of another", "<p style=\"--x:';display:none;'\">word", true},
        Row{"a comment in the rule", "<i style='display:/**/none'>word", false},
        Row{"a comment before it", "<i style='/*;display:block;*/display:none'>word", false},
        Row{"letters told by their numbers", "<i style='d\\69splay:n\\6f ne'>word", false},
        Row{"letters that need no telling", "<i style='displa\\y:no\\ne'>word", false},
        Row{"the important rule counts", "<i style='display:none!important;display:inline'>word", false},
        Row{"and of both the last", "<i style='display:none!important;display:inline ! important'>word", true},
        Row{"what looks like a comment in a string", "<i style='font-family:\"/*\";display:none'>word", false},
        Row{"a rule in a string", "<i style='font-family:\"x;display:none\"'>word", true}}) {
    const HtmlDocument document = read_html(row.html);
    EXPECT_EQ(document.text.find("word") != std::string::npos, row.seen) << row.what;
    EXPECT_EQ(document.hidden.find("word") != std::string::npos, !row.seen) << row.what;
  }
}

TEST(Html, SeesButtonsOfOutlookFormsAndScripts) {
  const HtmlDocument document = read_html(
      "<!--[if mso]><v:roundrect href=\"https://v.example/\"><center>Go</center></v:roundrect><![endif]-->"
      "<svg><a xlink:href=https://s.example/>x</a></svg><form action=https://f.example/>"
      "<input TYPE=Password></form><img src=https://img.example/1.png><body onload='x()'>");
  std::vector<std::string> targets;
  for (const Reference& link : document.links) targets.push_back(link.target);
  EXPECT_EQ(targets, (std::vector<std::string>{"https://v.example/", "https://s.example/", "https://f.example/"}));
  EXPECT_EQ(document.links[0].kind, ReferenceKind::vml);
  EXPECT_TRUE(document.asks_password);
  EXPECT_TRUE(document.has_script);
  EXPECT_EQ(document.image_sources, std::vector<std::string>{"https://img.example/1.png"});
}

TEST(Html, CountsInvisibleCharactersInsideWordsAlone) {
  EXPECT_EQ(read_html("pay&#8203;pal ver&#x200b;ify").zero_width, 2U);
  EXPECT_EQ(read_html("a &zwnj; &zwnj; b").zero_width, 0U) << "a preheader's filling";
}

TEST(DrawnCodes, AreFoundInTablesAndText) {
  std::string table = "<table>";
  for (int y = 0; y < 25; ++y) {
    table += "<tr>";
    for (int x = 0; x < 25; ++x) table += (x + y) % 2 ? "<td bgcolor=#000000></td>" : "<td bgcolor=#ffffff></td>";
    table += "</tr>";
  }
  ASSERT_EQ(read_html(table + "</table>").drawn.size(), 1U);
  EXPECT_TRUE(read_html(table + "<tr><td>text</table>").drawn.empty()) << "a table with something to read";
  std::string lines;
  for (int y = 0; y < 15; ++y) {
    for (int x = 0; x < 25; ++x) lines += x % 2 ? "\u2588" : "\u2580";
    lines += '\n';
  }
  const auto codes = find_drawn_codes("Scan:\n" + lines + "Thanks\n");
  ASSERT_EQ(codes.size(), 1U);
  EXPECT_EQ(codes[0].size(), 30U);
  EXPECT_EQ(codes[0][1][0], false);
  EXPECT_EQ(codes[0][1][1], true);
  EXPECT_TRUE(find_drawn_codes("\u2588\u2588\u2588 progress \u2588\n").empty());
}

// Each link was alive in Thunderbird 153; each row is a way to keep it from whoever reads HTML a little otherwise.
TEST(Html, LinksAreFoundWhereABrowserHasThem) {
  const std::string link = "<a href=https://k.example/>go</a>";
  for (const std::string& html : {
           "<div><template shadowrootmode=closed>" + link + "</template></div>",
           "<noscript>" + link + "</noscript>",
           "<svg><title>" + link + "</title></svg>",
           "<svg><p><style><!--</style>" + link + "<!-- -->",
           "<svg></p><style><!--</style>" + link + "<!-- -->",
           "<div><svg></div><style><!--</style>" + link + "<!-- -->",
           "<svg><font color=red><style><!--</style>" + link + "<!-- -->",
           "<svg><font><style>" + link + "</style>",
           "<svg><foreignObject><style><!--</style>" + link + "<!-- -->",
           "<svg><mi><style>" + link + "</style>",
           "<math><mtext><style><!--</style>" + link + "<!-- -->",
           "<math><annotation-xml><style>" + link + "</style>",
           "<math><annotation-xml encoding=text/html><style><!--</style>" + link + "<!-- -->",
           "<svg><![CDATA[ > <!-- ]]></svg>" + link + "<!-- -->",
           "<svg><plaintext>" + link,
           std::string("<math><mi href=https://k.example/>go</mi></math>"),
           std::string("<svg><a xlink:href=https://k.example/>go</a></svg>"),
           std::string("<svg><a xlink:href=https://k.example/ href=https://o.example/>go</a></svg>"),
           std::string(20'000, '<') + link,
           "<!-->" + link + "-->",
           "<!-- --!>" + link + "-->",
           "<![if !mso]>" + link + "<![endif]>",
       }) {
    const auto links = read_html(html).links;
    EXPECT_TRUE(std::any_of(links.begin(), links.end(), [](const Reference& each) {
      return each.target == "https://k.example/";
    })) << html.substr(0, 200);
  }
}

TEST(Html, TellingAttributesAreFoundBehindAnyNumberOfOthers) {
  std::string html = "<a ";
  for (int i = 0; i < 1000; ++i) html += "x" + std::to_string(i) + "=y ";
  const auto links = read_html(html + "href=https://k.example/>go</a>").links;
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links[0].target, "https://k.example/");
}

TEST(Html, WhatIsShownIsText) {
  struct Row {
    const char* html;
    const char* text;
  };
  for (const Row& row : {
           Row{"<div><template shadowrootmode=open>a</template></div>", "a"},
           Row{"<template>a</template>", ""},
           Row{"<noscript>a</noscript>", "a"},
           Row{"<input value=a>", "a"},
           Row{"<input type=hidden value=a>", ""},
           Row{"<input placeholder=a>", "a"},
           Row{"<input type=image alt=a value=b>", "b  a"},
           Row{"<p style=visibility:hidden>a<b style=visibility:visible>b</b></p>", "b"},
           Row{"a \n\t   b", "a \nb"},
           Row{"<pre>a    b</pre>", "a    b"},
           Row{"<svg><![CDATA[<b>]]></svg>", "<b>"},
       })
    EXPECT_EQ(mail::trim_blanks(read_html(row.html).text), row.text) << row.html;
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
  EXPECT_EQ(many.links.size(), most_references);
  EXPECT_TRUE(many.cut);
  EXPECT_TRUE(read_html(empty_tags).text.empty());
  EXPECT_EQ(read_html("<a href=https://a.example").links.size(), 0U) << "cut within a tag";
}

// Counted as a browser's querySelectorAll("a[href], area[href]") does.
TEST(Html, NumbersItsAnchorsAsADocumentDoes) {
  struct Row {
    const char* what;
    const char* html;
    std::vector<std::optional<std::uint32_t>> ordinals;
  };
  for (const Row& row :
       {Row{"anchors and areas in the order in which they begin",
            "<a href=1>x<map><area href=2></map></a><a href=3>y</a>",
            {1, 0, 2}},
        Row{"an anchor without an address is none", "<a name=x></a><a href=1></a>", {0}},
        Row{"fragments and empty ones count", "<a href></a><a href='#x'></a><a href=1></a>", {0, 1, 2}},
        Row{"what is hidden counts", "<p style='display:none'><a href=1></a></p><a href=2></a>", {0, 1}},
        Row{"a template's is no part of the document",
            "<template><a href=1></a></template><a href=2></a>",
            {std::nullopt, 0}},
        Row{"forms and buttons are none",
            "<form action=1><button formaction=2></form><a href=3></a>",
            {std::nullopt, std::nullopt, 0}},
        Row{"in SVG an href counts, of another namespace none",
            "<svg><a href=1></a><a xlink:href=2></a></svg><a href=3></a>",
            {0, std::nullopt, 1}},
        Row{"what Outlook alone reads is none",
            "<!--[if mso]><v:rect href=1><![endif]--><a href=2></a>",
            {std::nullopt, 0}}}) {
    std::vector<std::optional<std::uint32_t>> ordinals;
    for (const Reference& reference : read_html(row.html).links) ordinals.push_back(reference.ordinal);
    EXPECT_EQ(ordinals, row.ordinals) << row.what;
  }
}

// A code as <img src="data:image/png;base64,…"> was in no part of the mail, and nobody looked at it.
TEST(Html, HandsOverPicturesThatStandInIt) {
  const std::string picture(200, 'A'), url = "data:image/png;base64," + picture;
  for (const std::string& html : {"<img src='" + url + "'>", "<img src='&#100;ATA:image/x;base64," + picture + "'>",
                                  "<p style='background:url(" + url + ")'>", "<td background='" + url + "'>",
                                  "<style>p { background: url(\"" + url + "\") }</style>"}) {
    const HtmlDocument document = read_html(html);
    ASSERT_EQ(document.data_pictures.size(), 1U) << html;
    EXPECT_EQ(document.data_pictures[0].size(), 150U) << html;
  }
  EXPECT_TRUE(read_html("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>").data_pictures.empty()) << "a dot";
}

// What is shown, what is hidden, and what stays closed until it is clicked, of all bodies together.
TEST(Page, IsWhatTheReaderSeesOfAllBodies) {
  const std::string source =
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nplain https://a.example/\n"
      "--b\nContent-Type: text/html\n\n<p>html<i hidden>secret</i><img src=cid:1><a href=https://b.example/>x</a>\n"
      "--b\nContent-Type: text/html; name=c.html\nContent-Disposition: attachment\n\n"
      "<p>attached<a href=https://c.example/>y</a><input type=password><script></script>\n--b--\n";
  const mail::Mail mail = mail::parse_mail(source);
  const Page page = read_page(mail);
  EXPECT_NE(page.text.find("plain https://a.example/"), std::string::npos);
  EXPECT_LT(page.text.find("plain"), page.text.find("html"));
  EXPECT_EQ(page.text.find("attached"), std::string::npos);
  EXPECT_EQ(page.text.find("secret"), std::string::npos);
  EXPECT_EQ(page.hidden, "secret");
  EXPECT_EQ(page.images, 1U);
  EXPECT_FALSE(page.asks_password) << "the mail itself does not";
  ASSERT_EQ(page.attached.size(), 1U);
  EXPECT_EQ(mail.parts[page.attached[0].part].file_name, "c.html");
  EXPECT_TRUE(page.attached[0].asks_password);
  EXPECT_TRUE(page.attached[0].has_script);
  ASSERT_EQ(page.bodies.size(), mail.bodies.size());
  std::vector<std::string> targets;
  for (const Body& body : page.bodies)
    for (const Reference& reference : body.references) targets.push_back(reference.target);
  EXPECT_EQ(targets, (std::vector<std::string>{"https://b.example/", "https://c.example/"}))
      << "what plain text has is for links/";
  EXPECT_EQ(page.bodies[1].image_sources, std::vector<std::string>{"cid:1"});
}

TEST(Page, ThatIsShownByItsNameIsOfTheMailAsWell) {
  const Page page =
      read_page(mail::parse_mail("Content-Type: application/octet-stream; name=a.html\n\n<input type=password>"));
  EXPECT_TRUE(page.asks_password);
  EXPECT_EQ(page.attached.size(), 1U);
}

// Thunderbird shows all parts in one document: the first base rules. What is attached has its own.
TEST(Page, HasOneBaseAndAttachmentsTheirOwn) {
  const auto part = [](const std::string& html) { return "--b\nContent-Type: text/html\n\n" + html + "\n"; };
  const Page page = read_page(mail::parse_mail(
      "Content-Type: multipart/mixed; boundary=b\n\n" + part("<p>x") + part("<base href=https://a.example/>") +
      part("<base href=https://b.example/>") +
      "--b\nContent-Type: text/html; name=c.html\nContent-Disposition: attachment\n\n<base href=https://c.example/>\n"
      "--b--\n"));
  EXPECT_EQ(page.base, "https://a.example/");
  ASSERT_EQ(page.bodies.size(), 4U);
  EXPECT_EQ(page.bodies[3].base, "https://c.example/");
}

// A bound that each body had for itself was none: a mail has ten thousand of them.
TEST(Page, BoundsTheReferencesOfAllBodiesAndTells) {
  std::string half;
  for (std::size_t i = 0; i < most_references / 2; ++i) half += "<a href=x>";
  const auto part = [](const std::string& html) { return "--b\nContent-Type: text/html\n\n" + html + "\n"; };
  const auto read = [&](const std::string& parts) {
    return read_page(mail::parse_mail("Content-Type: multipart/mixed; boundary=b\n\n" + parts + "--b--\n"));
  };
  EXPECT_TRUE(read(part(half) + part(half)).unseen.empty());
  const Page page = read(part(half) + part(half) + part("<a href=y>"));
  EXPECT_TRUE(page.unseen.contains(mail::Unseen::links));
  EXPECT_TRUE(page.bodies.back().references.empty());
}

}  // namespace
}  // namespace fuwake::page
