// What a reader sees of letters that stand in another order than they are read, or one by one.
#include "text/visual_order.h"

#include <gtest/gtest.h>

namespace fuwake::text {
namespace {

TEST(VisualOrder, ReadsLettersFromLeftToRightAsTheyAreSeen) {
  struct Row {
    const char* what;
    const char* written;
    const char* seen;
  };
  for (const Row& row : {
           Row{"turned round by force", "\u202elluf si xobliam\u202c", "mailbox is full"},
           Row{"within a word", "mail\u202exob\u202c full", "mailbox full"},
           Row{"words that are boxes in a line from the right",
               "\u2067\u2066full\u2069 \u2066is\u2069 \u2066it\u2069\u2069", "it is full"},
           Row{"from the right, but Latin: as it stands", "\u2067Hello there\u2069", "Hello there"},
           Row{"a number in marks, as Outlook writes it", "\u202a+1 555 0100\u202c", "+1 555 0100"},
           Row{"brackets turn round with the rest", "\u202e(lluf)\u202c", "(full)"},
           Row{"Japanese", "\u202eす満がスクッボ\u202c", "ボックスが満す"},
           Row{"nothing of the kind", "mailbox", "mailbox"},
           Row{"Hebrew without a control: as it is read", "שלום", "שלום"},
           Row{"no UTF-8", "\u202e\xff\xfe", "\uFFFD\uFFFD"},
       })
    EXPECT_EQ(in_visual_order(row.written), row.seen) << row.what;
}

TEST(VisualOrder, GivesOnlyTheLinesThatAreReordered) {
  EXPECT_EQ(reordered_lines("one\n\u202eowt\u202c\nthree\n"), "two\n");
  EXPECT_EQ(reordered_lines("one\n\u200ftwo\u200e\n"), "") << "marks reorder nothing";
}

TEST(VisualOrder, ReadsLettersThatStandOneByOneAsWords) {
  EXPECT_EQ(lines_with_spread_words("Hello\nY o u r   m a i l b o x\nBye"), "Your mailbox \n");
  EXPECT_EQ(lines_with_spread_words("Y o u r \u00a0 m a i l b o x"), "Your mailbox \n");
  EXPECT_EQ(lines_with_spread_words("The m a i l b o x is"), "") << "seven letters: a heading";
  EXPECT_EQ(lines_with_spread_words("Your p a s s w o r d s now"), "Your passwords now\n");
  EXPECT_EQ(lines_with_spread_words("a big I or a b c of it"), "");
  EXPECT_EQ(lines_with_spread_words(""), "");
}

}  // namespace
}  // namespace fuwake::text
