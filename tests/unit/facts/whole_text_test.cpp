// A text is searched to its end: 100 KB of somebody's newsletter before a lure hide nothing.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "facts/facts.h"
#include "facts/told_lures.h"
#include "mails.h"

namespace fuwake::facts {
namespace {

knowledge::Knowledge some_words() {
  knowledge::Knowledge knowledge = tests::knowledge_with_networks();
  knowledge.wording = knowledge::Wording(
      knowledge::parse_stanzas("[full]\nlure: storage-full\nreason: test\nphrase: mailbox … is full\n"
                               "[prize]\nlure: prize\nreason: test\nhint: winner\nhint: lottery\nhint: jackpot\n"
                               "[urgent]\nlure: urgency\nreason: test\nphrase: at once\n",
                               "test.txt", {"lure", "phrase", "hint", "reason"}));
  return knowledge;
}

// The lures by name, each with what is quoted of it.
std::vector<std::string> told(const std::string& subject, const std::string& text) {
  static const knowledge::Knowledge world = some_words();
  mail::Mail mail;
  mail.subject = subject;
  page::Page page;
  page.text = text;
  const ToldLures lures = told_lures(mail, page, world);
  std::vector<std::string> out;
  for (const knowledge::LureFound& lure : lures.lures) out.push_back(lure.lure + ": " + lures.quote(lure));
  return out;
}

std::string padding(std::size_t bytes, const std::string& line = "What to sow in the garden this month.\n") {
  std::string out;
  while (out.size() < bytes) out += line;
  return out;
}

using Told = std::vector<std::string>;

TEST(WholeText, IsSearchedFarBehindItsBeginning) {
  const Told full{"storage-full: mailbox is full"};
  for (const std::size_t kilobytes : {0, 20, 31, 32, 33, 63, 64, 100, 250})
    EXPECT_EQ(told("", padding(kilobytes * 1024) + "Your mailbox is full."), full) << kilobytes;
}

TEST(WholeText, ThatIsNotSearchedToItsEndIsSaidToBe) {
  const auto cut = [](const std::string& text) {
    static const knowledge::Knowledge world = some_words();
    page::Page page;
    page.text = text;
    return told_lures({}, page, world).cut;
  };
  EXPECT_FALSE(cut(padding(250'000)));
  EXPECT_TRUE(cut(padding(400'000) + "mailbox is full"));
}

TEST(WholeText, HasNoSeamInWhichAPhraseIsLost) {
  for (std::size_t before = 32 * 1024 - 30; before < 32 * 1024 + 3; ++before)
    EXPECT_EQ(told("", std::string(before, 'x') + " mailbox is full " + padding(40'000)).size(), 1U) << before;
  for (std::size_t before = 64 * 1024 - 20; before < 64 * 1024 + 3; ++before)
    EXPECT_EQ(told("", std::string(before, 'x') + " mailbox is full " + std::string(70'000, 'x')).size(), 1U) << before;
}

TEST(WholeText, CountsHintsOfOneStretchAlone) {
  EXPECT_EQ(told("", "winner, lottery, jackpot"), Told{"prize: winner … lottery … jackpot"});
  EXPECT_EQ(told("", padding(200'000) + "winner\nlottery\njackpot"), Told{"prize: winner … lottery … jackpot"});
  EXPECT_EQ(told("", padding(200'000) + "winner\n" + padding(50'000) + "lottery\n" + padding(50'000) + "jackpot"),
            Told{})
      << "a word each in three chapters of a long letter";
}

TEST(WholeText, KeepsWhatTheBeginningTellsAndTheStretchThatTellsMost) {
  EXPECT_EQ(told("", "Your mailbox is full.\n" + padding(200'000) + "Do it at once."),
            (Told{"storage-full: mailbox is full", "urgency: at once"}));
  EXPECT_EQ(told("", padding(40'000) + "at once\n" + padding(80'000) + "mailbox is full, winner lottery jackpot"),
            (Told{"storage-full: mailbox is full", "prize: winner … lottery … jackpot"}));
}

TEST(WholeText, IsWhatIsSeenOfIt) {
  const std::string unseen = padding(600'000, "\u200b\u2060\u200d");
  EXPECT_EQ(told("", unseen + "mailbox is full").size(), 1U) << "letters without a width push nothing out";
  EXPECT_EQ(told("\u202elluf si xobliam\u202c", "").size(), 1U) << "turned round in the subject";
}

TEST(WholeText, IsHeldAgainstWhatAStyleMayShowAsWell) {
  static const knowledge::Knowledge world = some_words();
  mail::Mail mail;
  page::Page page;
  page.hidden = "mailbox is full";
  EXPECT_EQ(told_lures(mail, page, world).lures.size(), 1U);
  page.hidden.clear();
  page.said_by_style = "mailbox is full";
  EXPECT_EQ(told_lures(mail, page, world).lures.size(), 1U);
}

}  // namespace
}  // namespace fuwake::facts
