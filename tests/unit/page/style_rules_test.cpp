// Rules of style as a browser reads them.
#include "page/style_rules.h"

#include <gtest/gtest.h>

namespace fuwake::page {
namespace {

TEST(StyleRules, AreReadWithoutCommentsAndEscapes) {
  struct Row {
    const char* css;
    const char* read;
  };
  for (const Row& row : {Row{"DISPLAY:None", "display:none"}, Row{"a/* b */c", "ac"}, Row{"a/* never closed", "a"},
                         Row{"\\64 isplay", "display"}, Row{"\\000064isplay", "display"}, Row{"\\2714 Ok", "ok"},
                         Row{"<!-- a -->", " a "}, Row{"'/* a */'", "'/* a */'"}, Row{"'a\n/* b */c", "'a\nc"},
                         Row{"a\\", "a"}, Row{"\\'/**/", ""}})
    EXPECT_EQ(normalised_css(row.css), row.read) << row.css;
}

TEST(StyleRules, TheImportantCountsElseTheLast) {
  EXPECT_EQ(StyleRules("color:red;color : blue")["color"], "blue");
  EXPECT_EQ(StyleRules("color:red!important;color:blue")["color"], "red");
  EXPECT_EQ(StyleRules("background-color:red")["color"], "");
  EXPECT_TRUE(StyleRules("opacity:0").sets("opacity", "1"));
  for (const char* back : {"opacity:1", "opacity:initial", "opacity:unset", "opacity:inherit", "zoom:2"})
    EXPECT_FALSE(StyleRules(back).sets("opacity", "1")) << back;
}

}  // namespace
}  // namespace fuwake::page
