// Words that stand by themselves in a folded text.
#include "text/words.h"

#include <gtest/gtest.h>

namespace fuwake::text {
namespace {

TEST(Words, StandByThemselves) {
  struct Row {
    const char* text;
    const char* word;
    bool found;
  };
  for (const Row& row : {Row{"the ceo writes", "ceo", true}, Row{"oceonic", "ceo", false}, Row{"ceo2", "ceo", false},
                         Row{"oceonic, ceo", "ceo", true}, Row{"itaúna", "ita", false}, Row{"éceo", "ceo", false},
                         Row{"弊社の社長です", "社長", true}, Row{"ceoの", "ceo", true}, Row{"", "ceo", false}})
    EXPECT_EQ(find_word(row.text, row.word) != std::string_view::npos, row.found) << row.text;
  EXPECT_EQ(find_word("liebe kollegen", "liebe kolleg"), std::string_view::npos);
  EXPECT_EQ(find_word("liebe kollegen", "liebe kolleg", 0, true), 0U);
  EXPECT_EQ(find_word("ceo, ceo", "ceo", 1), 5U);
}

}  // namespace
}  // namespace fuwake::text
