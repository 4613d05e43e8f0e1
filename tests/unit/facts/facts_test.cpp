// What is found once of a mail, for the checks that hold it against something.
#include "facts/facts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "facts/claim.h"
#include "facts/sender.h"
#include "mails.h"

namespace fuwake::facts {
namespace {

const knowledge::Knowledge& world() {
  static const knowledge::Knowledge instance = [] {
    knowledge::Knowledge knowledge = tests::knowledge_with_networks();
    knowledge.wording = knowledge::Wording(knowledge::parse_stanzas(
        "[full]\nlure: storage-full\nreason: test\nphrase: mailbox … is full\nphrase: quota was reached\n"
        "[prize]\nlure: prize\nreason: test\nhint: winner\nhint: lottery\nhint: jackpot\n",
        "test.txt", {"lure", "phrase", "hint", "reason"}));
    return knowledge;
  }();
  return instance;
}

Facts facts_of(const std::string& source) {
  const mail::Mail mail = mail::parse_mail(source);
  page::Page page = page::read_page(mail);
  links::Links links = links::find_links(mail, page, world());
  return find_facts(mail, {}, route::trace(mail, {}, world()), std::move(page), attachments::find_attachments(mail),
                    std::move(links), world());
}

// "Your mailbox" in the subject and "is full" in the text were told as the phrase "mailbox is full", which the mail
// does not say anywhere.
TEST(Lures, AreFoundInEachFieldByItself) {
  struct Row {
    const char* what;
    const char* subject;
    const char* name;
    const char* text;
    std::vector<std::string> quotes;  // one a lure
  };
  for (const Row& row :
       {Row{"in the subject", "Your mailbox is full", "Ann", "Hello", {"mailbox is full"}},
        Row{"in the sender's name", "Hello", "Mailbox Robot is full", "Hello", {"mailbox robot is full"}},
        Row{"in the text", "Hello", "Ann", "The quota was reached.", {"quota was reached"}},
        Row{"half in the subject, half in the name", "Your mailbox", "is full", "Hello", {}},
        Row{"half in the name, half in the text", "Hello", "Mailbox Team", "The glass is full.", {}},
        Row{"half in the subject, whole in the text",
            "Your mailbox",
            "Ann",
            "Your mailbox at b is full",
            {"mailbox at b is full"}},
        Row{"hints of all three", "Lottery", "Jackpot Team", "You are the winner", {"lottery … jackpot … winner"}},
        Row{"on two lines", "Hello", "Ann", "Your mailbox\nTo: b\nThe disk is full", {"mailbox … is full"}},
        Row{"the beginning of a word", "Hello", "Ann", "The quota was reachedly.", {"quota was reachedly"}},
        Row{"far apart",
            "Hello",
            "Ann",
            "Your mailbox, and this is all that I can tell you of it today, is full",
            {"mailbox … is full"}},
        Row{"one hint three times is one", "Lottery", "Lottery", "Lottery", {}},
        Row{"in their order",
            "Quota was reached",
            "Ann",
            "winner of the lottery jackpot",
            {"quota was reached", "winner … lottery … jackpot"}}}) {
    const Facts facts = facts_of(std::string("From: ") + row.name + " <a@b.example>\nSubject: " + row.subject + "\n\n" +
                                 row.text + "\n");
    std::vector<std::string> quotes;
    for (const knowledge::LureFound& lure : facts.told.lures) quotes.push_back(facts.told.quote(lure));
    EXPECT_EQ(quotes, row.quotes) << row.what;
  }
}

TEST(Lures, KnowWhereTheSubjectEnds) {
  const ToldLures& told = facts_of("From: Ann <a@b.example>\nSubject: Quota was reached\n\nHello\n").told;
  ASSERT_EQ(told.lures.size(), 1U);
  const knowledge::PhraseFound& phrase = told.lures[0].phrases.at(0);
  EXPECT_EQ(phrase.offset + phrase.length, told.subject);
  EXPECT_EQ(told.text.substr(0, told.subject), "quota was reached");
}

// Eleven thousand letters without a width pushed the text out of what is searched.
TEST(Lures, AreFoundBehindWhatNobodySees) {
  std::string nothing;
  for (int i = 0; i < 12'000; ++i) nothing += "\u200b";
  const std::string head = "From: Ann <a@b.example>\nContent-Type: text/plain; charset=utf-8\n\n";
  EXPECT_EQ(facts_of(head + nothing + "\nQuota was reached\n").told.lures.size(), 1U);
  EXPECT_EQ(facts_of(head + nothing + "Quota was reached\n").told.lures.size(), 1U);
  EXPECT_EQ(facts_of(head + "R\u00e9tablir l\u2019acc\u00e8s\n").told.text,
            facts_of(head + "R\u00e9tablir l'acc\u00e8s\n").told.text);
}

// Many checks ask for the sender; a mail that has none has one of whom nothing is known.
TEST(Facts, HaveASenderAlways) {
  EXPECT_EQ(facts_of("From: Ann <ann@lane.example>, x@y.example\n\n").sender().spec(), "ann@lane.example");
  for (const char* source : {"Subject: x\n\nhttps://paypal.com/\n", "From:\n\n", ""}) {
    const Facts facts = facts_of(source);
    EXPECT_EQ(facts.sender().spec(), "") << source;
    EXPECT_EQ(facts.sender().display_name, "") << source;
    EXPECT_EQ(falsely_claimed_brand(facts), nullptr) << source;
    EXPECT_FALSE(is_senders_own(facts, "paypal.com")) << source;
    EXPECT_FALSE(is_senders_own(facts, "")) << source;
  }
}

TEST(Facts, KnowWhoIsClaimedFalsely) {
  struct Row {
    const char* from;
    const char* brand;  // "" where nobody is
  };
  for (const Row& row : {Row{"PayPal <x@evil.example>", "paypal"}, Row{"PayPal <x@paypal.com>", ""},
                         Row{"PayPal <x@gmail.com>", "paypal"}, Row{"Ann <x@evil.example>", ""},
                         Row{"PayPal dealer Smith <x@evil.example>", ""}}) {
    const Facts facts = facts_of(std::string("From: ") + row.from + "\n\n");
    EXPECT_EQ(facts.claimed == nullptr ? "" : facts.claimed->id, row.brand) << row.from;
  }
}

TEST(Facts, KnowWhereAnswersGo) {
  struct Row {
    const char* what;
    const char* fields;
    const char* reply;  // "" where they go to no free mail but the sender's own
  };
  for (const Row& row :
       {Row{"nobody is named", "From: a@b.example\n", ""},
        Row{"free mail", "From: a@b.example\nReply-To: x@gmail.com\n", "x@gmail.com"},
        Row{"free mail after the firm's own", "From: a@b.example\nReply-To: a@b.example, x@gmail.com\n", "x@gmail.com"},
        Row{"the sender's own mailbox", "From: x@gmail.com\nReply-To: X <x@gmail.com>\n", ""},
        Row{"another mailbox of the same free mail", "From: x@gmail.com\nReply-To: y@gmail.com\n", "y@gmail.com"},
        Row{"another firm", "From: a@b.example\nReply-To: c@d.example\n", ""}}) {
    const Facts facts = facts_of(std::string(row.fields) + "\n");
    const mail::Address* reply = free_mail_for_answers(facts);
    EXPECT_EQ(reply == nullptr ? "" : reply->spec(), row.reply) << row.what;
  }
}

TEST(Facts, KnowWhoseAHostIs) {
  const Facts facts = facts_of("Return-Path: <b@bounces.mailer.example>\nFrom: Ann <ann@lane.example>\n\nx\n");
  for (const char* host : {"lane.example", "www.lane.example", "mailer.example"})
    EXPECT_TRUE(is_senders_own(facts, host)) << host;
  for (const char* host : {"lane.example.evil.example", "other.example", "example", ""})
    EXPECT_FALSE(is_senders_own(facts, host)) << host;
  EXPECT_FALSE(is_senders_own(facts_of("From: Ann <ann@gmail.com>\n\nx\n"), "gmail.com")) << "nobody's own";
}

}  // namespace
}  // namespace fuwake::facts
