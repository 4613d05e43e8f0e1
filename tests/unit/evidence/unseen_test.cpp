// What was not looked at, because a limit was reached.
#include "evidence/examine.h"

namespace fuwake::evidence {
namespace {

std::string repeated(int times, const std::string& text) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

Case mail_of_parts(int count) {
  return mail_with("Content-Type: multipart/mixed; boundary=b\n", repeated(count, "--b\n\nx\n") + "--b--\n");
}

Case mail_of_links(int count) {
  std::string links;
  for (int i = 0; i < count; ++i) links += "<a href=https://a.example/" + std::to_string(i) + ">x</a>";
  return html(links);
}

Case larger_than_taken_in() {
  Case one = mail_with("From: a@b.example\n", "the beginning");
  one.larger_than_taken_in = true;
  return one;
}

Case unread() {
  Case one = mail_with("From: a@b.example\n", "text");
  one.unread = true;
  return one;
}

Case with_unopened_attachment() {
  Case one = with_attachment("order.zip");
  one.attachments.all.front().unseen = true;
  one.attachments.unseen.insert(mail::Unseen::attachments);
  return one;
}

}  // namespace

Rows unseen_rows() {
  return {
      {"unseen.whole", "one that nobody got through", unread(), mail_with("From: a@b.example\n", "text")},
      {"unseen.rest", "larger than is taken in", larger_than_taken_in(), mail_with("From: a@b.example\n", "whole")},
      {"unseen.fields", "thousands of fields that name recipients", mail_with(repeated(5000, "To: a@b.example\n")),
       mail_with(repeated(100, "To: a@b.example\n"))},
      {"unseen.parts", "ten thousands of parts", mail_of_parts(20'000), mail_of_parts(20)},
      {"unseen.text", "more text than anybody reads",
       mail_with("Content-Type: text/plain\n", std::string(mail::most_text + 1, 'x')),
       mail_with("Content-Type: text/plain\n", std::string(100'000, 'x'))},
      {"unseen.links", "ten thousands of links", mail_of_links(20'000), mail_of_links(200)},
      {"unseen.link-ends", "a link that does not end",
       html("<a href=https://a.example/" + std::string(100'000, 'x') + ">x</a>"),
       html("<a href=https://a.example/" + std::string(2000, 'x') + ">x</a>")},
      {"unseen.attachments", "an archive for which there was no time", with_unopened_attachment(),
       with_attachment("order.zip")},
  };
}

namespace {

TEST(Unseen, IsToldWhereALimitWasReached) {
  expect_rows(unseen_rows());
}

}  // namespace
}  // namespace fuwake::evidence
