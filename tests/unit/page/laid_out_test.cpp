// Text that styles and layouts show otherwise than it is written. Each first row of a kind got away as an attacker's.
#include "page/laid_out.h"

#include <gtest/gtest.h>

#include <string>

#include "page/html_document.h"

namespace fuwake::page {
namespace {

struct Row {
  const char* what;
  std::string html;
  const char* seen;  // stands in what is drawn
};

// Each letter in something of its own, blanks as blanks that stay.
std::string each(std::string_view text, const std::string& before, const std::string& behind) {
  std::string out;
  for (const char c : text) out += before + (c == ' ' ? "&nbsp;" : std::string(1, c)) + behind;
  return out;
}

// Blanks of whatever kind as one.
std::string read_text(const std::string& html) {
  const HtmlDocument document = read_html(html);
  std::string out;
  const std::string all = document.text + "\n" + document.drawn_otherwise;
  for (std::size_t at = 0; at < all.size(); ++at) {
    const bool no_break = all.compare(at, 2, "\u00a0") == 0;
    const char c = no_break || all[at] == '\n' ? ' ' : all[at];
    at += no_break ? 1 : 0;
    if (c != ' ' || out.empty() || out.back() != ' ') out += c;
  }
  return out;
}

void expect_seen(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    const std::string text = read_text(row.html);
    EXPECT_NE(text.find(row.seen), std::string::npos) << row.what << ": " << text;
  }
}

const std::string text = "Your mailbox is full";

TEST(LaidOut, ReadsLettersSideBySideAsWords) {
  const std::string letters = "<style>.f{float:left} .r>span{display:inline}</style>";
  expect_seen({
      {"a cell each", "<table><tr>" + each(text, "<td>", "</td>\n") + "</table>", "Your mailbox is full"},
      {"three letters a cell", "<table><tr><td>You<td>r&nbsp;m<td>ail<td>box<td>&nbsp;is<td>&nbsp;fu<td>ll</table>",
       "Your mailbox is full"},
      {"a floating box each", each(text, "<div style='float:left'>", "</div>"), "Your mailbox is full"},
      {"by a class", letters + each(text, "<div class=f>", "</div>"), "Your mailbox is full"},
      {"items of a flexible box", "<div style='display:flex'>" + each(text, "<div>", "</div>") + "</div>",
       "Your mailbox is full"},
      {"blocks within a line", each(text, "<div style='display:inline'>", "</div>"), "Your mailbox is full"},
      {"two halves of a word", "Your <div style='display:inline'>mail</div><div style='display:inline'>box</div>",
       "Your mailbox"},
      {"boxes with blanks between", each("mailbox", "<b style='display:inline-block'>", "</b>"), "mailbox"},
  });
}

TEST(LaidOut, ReadsInTheOrderInWhichItIsSeen) {
  expect_seen({
      {"floating to the right",
       "<span style='float:right'>full&nbsp;</span><span style='float:right'>is&nbsp;</span>"
       "<span style='float:right'>mailbox&nbsp;</span><br>",
       "mailbox is full"},
      {"to the right by a class",
       "<style>.r{float:right}</style><span class=r>full</span> <span class=r>mailbox</span>", "mailbox full"},
      {"a row from its end", "<div style='display:flex;flex-direction:row-reverse'><p>full</p><p>mailbox</p></div>",
       "mailbox full"},
      {"by number", "<div style='display:flex'><b style='order:2'>full</b><b style='order:1'>mailbox</b></div>",
       "mailbox full"},
      {"by place",
       "<div><i style='position:absolute;left:90px'>full</i><i style='position:absolute;left:0'>mailbox"
       "</i></div>",
       "mailbox full"},
      {"turned round", "<bdo dir=rtl>lluf xobliam</bdo>", "mailbox full"},
      {"turned round, with bold letters", "<bdo dir=rtl>lluf <b>xobliam</b></bdo>", "mailbox full"},
      {"by its style", "<i style='direction:rtl;unicode-bidi:bidi-override'>lluf xobliam</i>", "mailbox full"},
      {"by a class", "<style>.r{direction:rtl;unicode-bidi:isolate-override}</style><i class=r>lluf xobliam</i>",
       "mailbox full"},
      {"by a control", "<p>&#x202e;lluf xobliam", "mailbox full"},
      {"a table from the right", "<table dir=rtl><tr><td>full<td>mailbox</table>", "mailbox full"},
      {"two lines, turned round", "<div dir=rtl style='unicode-bidi:bidi-override'>xobliam<p>lluf</p></div>",
       "mailbox full"},
  });
}

TEST(LaidOut, ReadsWhatStylesWrite) {
  expect_seen({
      {"before an element", "<style>.a::before{content:'Your mail'}</style><p class=a>box</p>", "your mailbox"},
      {"behind it", "<style>b:after{content:'box'}</style><p>Your mail<b></b></p>", "Your mailbox"},
      {"letter by letter",
       "<style>.m:before{content:'m'}.a:before{content:'\\61'}</style><i class=m></i><i class=a></i>", "ma"},
      {"an attribute", "<style>p:after{content:attr(data-x) '!'}</style><p data-x='Mailbox full'></p>",
       "Mailbox full!"},
      {"a variable", "<style>:root{--a:'mailbox'}p:before{content:var(--a)}</style><p></p>", "mailbox"},
      {"an item's mark", "<ul><li style=\"list-style-type:'mailbox '\">full</ul>", "mailbox full"},
      {"a counter", "<style>@counter-style x{system:cyclic;symbols:'mailbox'}p:before{content:counter(c,x)}</style><p>",
       "mailbox"},
      {"quotation marks", "<style>.q{quotes:'mailbox' ''}</style><q class=q></q>", "mailbox"},
      {"an option's label", "<select><optgroup label='mailbox'><option label=full>x</select>", "mailbox full"},
      {"in a field that is empty", "<textarea placeholder='mailbox full'></textarea>", "mailbox full"},
      {"the style at the end", "<p class=a>box</p><style>.a::before{content:'mail'}</style>", "mailbox"},
  });
}

TEST(LaidOut, LeavesOutWhatIsHiddenBetweenWords) {
  expect_seen({
      {"by a class", "<style>.q{display:none}</style><p>mailbox <i class=q>rose garden</i> is full", "mailbox is full"},
      {"on wide screens", "<style>@media(max-width:9999px){.q{display:none}}</style>mailbox <i class=q>rose</i> full",
       "mailbox full"},
      {"white on a page without a ground, letter by letter",
       each("mailbox", "", "<i style='color:#fff;font-size:0'>xx</i>"), "mailbox"},
  });
}

TEST(LaidOut, SaysNothingOfHonestLayouts) {
  for (const char* html : {
           "<p>Hello <b>there</b></p><table><tr><td>One<td>Two</table>",
           "<style>.clear:after{content:'';display:table}.r{float:right}</style><div class=clear>Hello</div>",
           "<style>@media(max-width:600px){.big{display:none}}</style><p>Hello <span class=big>there</span></p>",
           "<p dir=ltr>Hello there</p>",
           "<img style='float:right' alt=Logo><p>Hello there</p>",
       })
    EXPECT_EQ(read_html(html).drawn_otherwise, "") << html;
}

TEST(LaidOut, CountsScatteredLetters) {
  struct Case {
    const char* what;
    std::string html;
    bool scattered;
  };
  const std::string week = "<tr><td>M<td>T<td>W<td>T<td>F<td>S<td>S</tr>";
  for (const Case& row : {
           Case{"a sentence", "<table><tr>" + each("your mailbox is full, verify now", "<td>", "</td>") + "</table>",
                true},
           Case{"by columns", each("Yourmailboxisfullnow", "", "<br>"), true},
           Case{"an alphabet", each("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "<td>", "</td>"), false},
           Case{"a calendar", "<table>" + week + "<tr><td>1<td>2</tr>" + week + "<tr><td>1</table>", false},
           Case{"a rainbow", each("Happy birthday to you all", "<font color=red>", "</font>"), false},
       })
    EXPECT_EQ(read_html(row.html).scattered > 0, row.scattered) << row.what;
}

TEST(LaidOut, WritesNoMoreThanAReaderReads) {
  std::string html = "<style>i:before{content:'" + std::string(10'000, 'x') + "'}</style>";
  for (int i = 0; i < 2000; ++i) html += "<i></i>";
  const HtmlDocument document = read_html(html);
  EXPECT_LT(document.drawn_otherwise.size(), 5'000'000U);
  EXPECT_TRUE(document.letters_cut);
}

}  // namespace
}  // namespace fuwake::page
