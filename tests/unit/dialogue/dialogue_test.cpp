#include "dialogue/dialogue.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "dialogue/limits.h"
#include "stream.h"

namespace fuwake::dialogue {
namespace {

using tests::Stream;

TEST(Dialogue, TasksComeAsTheyWereSent) {
  Stream stream;
  const Reading sent{
      {{"a@b.example"}, {"b.example"}, {"mx"}}, "ja-JP", Form::html, std::chrono::milliseconds(7), false};
  send(stream, sent, std::string("mail\0\xff", 6));
  const auto received = receive_task(stream);
  ASSERT_TRUE(received);
  const auto& reading = std::get<Reading>(received->task);
  EXPECT_EQ(received->mail, std::string("mail\0\xff", 6));
  EXPECT_EQ(reading.recipient.addresses, sent.recipient.addresses);
  EXPECT_EQ(reading.recipient.domains, sent.recipient.domains);
  EXPECT_EQ(reading.recipient.authserv_ids, sent.recipient.authserv_ids);
  EXPECT_EQ(reading.locale, "ja-JP");
  EXPECT_EQ(reading.form, Form::html);
  EXPECT_FALSE(reading.opens);
  EXPECT_EQ(reading.work.count(), 7);
  send(stream, Unread{5, "en", Form::text});
  EXPECT_EQ(std::get<Unread>(receive_task(stream)->task).size, 5U);
  send(stream, Contacts{{{"Ann", {"ann@lane.example"}}}});
  EXPECT_EQ(std::get<Contacts>(receive_task(stream)->task).all.at(0).name, "Ann");
  EXPECT_EQ(stream.bytes, "");
}

TEST(Dialogue, QuestionsAndAnswersComeAsTheyWereSent) {
  Stream stream;
  send(stream, Questions{{"sender:a", "mail:b"}, {"\xff", "2"}, {}, {"3"}});
  const auto questions = std::get<Questions>(*receive_from_worker(stream));
  EXPECT_EQ(questions.keys.sender, "sender:a");
  EXPECT_EQ(questions.attached, (std::vector<std::string>{"\xff", "2"}));
  EXPECT_EQ(questions.drawn, std::vector<std::string>{"3"});
  send(stream, Answers{{std::nullopt, decisions::Decision{3, decisions::DecisionKind::honest, "mail:b", "x", 9}, true},
                       {"{}", ""},
                       {},
                       {"\xff"}});
  const auto answers = receive_answers(stream);
  ASSERT_TRUE(answers);
  EXPECT_FALSE(answers->decisions.on_sender);
  EXPECT_EQ(answers->decisions.on_mail->kind, decisions::DecisionKind::honest);
  EXPECT_EQ(answers->decisions.on_mail->time, 9);
  EXPECT_TRUE(answers->decisions.unread);
  EXPECT_EQ(answers->attached, (std::vector<std::string>{"{}", ""}));
  Done done;
  done.text = "\xff text";
  done.summary = {"danger", 7.5, {"a.b"}, "\xff subject", "c"};
  send(stream, done);
  const auto received = std::get<Done>(*receive_from_worker(stream));
  EXPECT_EQ(received.text, "\xff text");
  EXPECT_EQ(received.summary.findings, std::vector<std::string>{"a.b"});
  EXPECT_EQ(received.summary.subject, "\xEF\xBF\xBD subject") << "no UTF-8";
}

// A worker that was taken over says what it likes.
TEST(Dialogue, WhatCannotBeSaidIsNothing) {
  for (const std::string head :
       {"", "{", "[]", "{}", R"({"tell":"questions"})",
        R"({"tell":"done","summary":1,"decisionsUnread":false,"unread":false,"noMail":false,"confinement":{}})",
        R"({"tell":"questions","mail":"m","sender":null,"attached":99999999999,"pictures":0,"drawn":0})",
        R"({"tell":"questions","mail":"m","sender":null,"attached":-1,"pictures":0,"drawn":0})",
        R"({"tell":"questions","mail":1,"sender":null,"attached":0,"pictures":0,"drawn":0})"}) {
    Stream stream;
    frames::send(stream, head);
    for (int i = 0; i < 3; ++i) frames::send(stream, "what would follow");
    EXPECT_FALSE(receive_from_worker(stream)) << head;
  }
  Stream stream;
  frames::send(stream, std::string(1'000'000, '['));
  EXPECT_FALSE(receive_from_worker(stream)) << "deep";
  Stream wide;
  frames::send(wide, R"({"tell":"done","more":[)" + std::string(2 * megabyte, ' ') + "]}");
  EXPECT_FALSE(receive_from_worker(wide)) << "as JSON it would take thirty times as much";
}

// Fourteen zips with a thousand quotation marks for names: the founding mail was caution, for nobody looked at it.
TEST(Dialogue, AnswersThatAreLongComeAllTheSame) {
  Stream stream;
  const std::string long_answer(megabyte, '"');
  send(stream, Answers{{}, std::vector<std::string>(20, long_answer), {}, {"last"}});
  auto answers = receive_answers(stream);
  ASSERT_TRUE(answers);
  EXPECT_EQ(answers->attached, std::vector<std::string>(20, long_answer));
  EXPECT_EQ(answers->drawn, std::vector<std::string>{"last"});
  send(stream, Answers{{}, std::vector<std::string>(40, long_answer), {}, {"last"}});
  answers = receive_answers(stream);
  ASSERT_TRUE(answers);
  EXPECT_EQ(answers->attached.size(), 40U);
  EXPECT_EQ(answers->attached.front(), long_answer) << "the most dangerous come first";
  EXPECT_EQ(answers->attached.back(), "") << "nobody looked";
  EXPECT_EQ(stream.bytes, "");
}

TEST(Dialogue, AMailThatIsTooLargeIsNotTaken) {
  Stream stream;
  send(stream, Reading(), std::string(largest_mail + 2, 'x'));
  EXPECT_FALSE(receive_task(stream));
}

TEST(Recipient, HasTheDomainsOfItsAddresses) {
  Recipient recipient{{"a@one.example", "b@two.example", "c@one.example", "d"}, {"two.example"}, {}};
  add_domains_of_addresses(recipient);
  EXPECT_EQ(recipient.domains, (std::vector<std::string>{"two.example", "one.example"}));
}

}  // namespace
}  // namespace fuwake::dialogue
