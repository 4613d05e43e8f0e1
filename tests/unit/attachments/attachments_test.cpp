#include "attachments/attachments.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "interruption/interruption.h"

namespace fuwake::attachments {
namespace {

Inspected looked_at(std::string type, std::vector<std::string> names = {}) {
  Inspected out;
  out.looked_at = true;
  out.type = std::move(type);
  out.names = std::move(names);
  return out;
}

// With the answer that each content is what it holds.
struct Answered {
  Attachments found;
  std::vector<std::string> asked;
};

Answered open(const std::string& source_of_all) {
  const mail::Mail mail = mail::parse_mail(source_of_all);
  Answered out{find_attachments(mail), {}};
  out.asked = contents_to_open(mail, out.found);
  std::vector<Inspected> answers;
  for (const std::string& content : out.asked) answers.push_back(looked_at(content));
  take_answers(out.found, answers);
  return out;
}

Attachments open(const std::string& source_of_one, const Inspected& answer) {
  const mail::Mail mail = mail::parse_mail(source_of_one);
  Attachments found = find_attachments(mail);
  EXPECT_EQ(contents_to_open(mail, found).size(), 1U);
  take_answers(found, {answer});
  return found;
}

const std::string source =
    "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nHello\n"
    "--b\nContent-Type: application/pdf; name=\"a.dat\"\nContent-Transfer-Encoding: base64\n\nY29udGVudA==\n"
    "--b\nContent-Type: image/gif\n\ndot\n--b--\n";

TEST(Attachments, AreOpenedDecoded) {
  const Attachments found = open(source).found;
  ASSERT_EQ(found.all.size(), 2U);
  EXPECT_EQ(found.all[0].name, "a.dat");
  EXPECT_EQ(found.all[0].inspected.type, "content");
  EXPECT_FALSE(found.all[1].inspected.looked_at) << "a picture of a few bytes counts readers";
  EXPECT_TRUE(found.unseen.empty());
}

TEST(Attachments, AreListedWhereNobodyIsAsked) {
  const mail::Mail mail = mail::parse_mail(source);
  Attachments found = find_attachments(mail);
  contents_to_open(mail, found);
  take_answers(found, {});
  ASSERT_EQ(found.all.size(), 2U);
  EXPECT_FALSE(found.all[0].inspected.looked_at);
  EXPECT_TRUE(found.unseen.empty()) << "who opens nothing says so elsewhere";
}

// Twenty attachments of nothing kept the twenty-first from being opened.
TEST(Attachments, AreAllOpenedAndEachContentOnce) {
  std::string many = "Content-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 100; ++i)
    many += "--b\nContent-Type: application/pdf; name=a.dat\n\ncontent" + std::to_string(i % 50) + "\n";
  const auto [found, asked] = open(many + "--b--\n");
  EXPECT_EQ(found.all.size(), 100U);
  EXPECT_TRUE(found.unseen.empty());
  EXPECT_EQ(asked.size(), 50U);
  EXPECT_EQ(found.all.back().inspected.type, "content49");
}

// What is opened first is what can do the greatest harm, whatever it is called: all share one budget.
TEST(Attachments, AreOpenedTheMostDangerousFirst) {
  const std::string filler(300, 'x');
  std::string source_of_all = "Content-Type: multipart/mixed; boundary=b\n\n";
  for (const char* part :
       {"image/png; name=a.png\n\nGIF8", "video/mp4; name=a.mp4\n\nftyp", "text/csv; name=a.csv\n\n1,2",
        "image/png; name=b.png\n\nMZ", "application/pdf; name=a.pdf\n\n\n%PDF-1.4"})
    source_of_all += std::string("--b\nContent-Type: ") + part + filler + "\n";
  std::vector<std::string> begins;
  for (const std::string& content : open(source_of_all + "--b--\n").asked)
    begins.push_back(content.substr(0, content.find('x')));
  EXPECT_EQ(begins, (std::vector<std::string>{"MZ", "\n%PDF-1.4", "1,2", "ftyp", "GIF8"}));
}

// Programs go by the name: what an archive, a PDF or a document is called and nobody could open was not looked at.
TEST(Attachments, ThatAreNotWhatTheirNameTellsAreTold) {
  struct Row {
    const char* name;
    Inspected answer;
    bool told;
  };
  for (const Row& row :
       {Row{"a.alz", looked_at("application/octet-stream"), true}, Row{"A.RAR", looked_at("text/plain"), true},
        Row{"a.pdf", looked_at("application/octet-stream"), true}, Row{"a.docx", looked_at("text/plain"), true},
        Row{"a.docx", looked_at("application/vnd.ms-excel"), false}, Row{"a.pdf", looked_at("application/pdf"), false},
        Row{"a.zip", looked_at("application/zip"), false}, Row{"a.rar", looked_at("application/x-rar", {"b"}), false},
        Row{"a.csv.gz", looked_at("application/gzip"), false}, Row{"log.gz", looked_at("text/plain"), false},
        Row{"a.dwg", looked_at("application/octet-stream"), false}}) {
    const std::string one =
        std::string(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/octet-stream; name=\"") +
        row.name + "\"\n\ncontent\n--b--\n";
    EXPECT_EQ(open(one, row.answer).unseen.contains(mail::Unseen::attachments), row.told) << row.name;
  }
  const std::string single =
      "Content-Type: application/gzip; name=invoice.pdf.exe.gz\nContent-Disposition: attachment\n\ncontent\n";
  const Attachments found = open(single, looked_at("application/gzip"));
  ASSERT_EQ(found.all.size(), 1U);
  EXPECT_EQ(found.all[0].inspected.names, std::vector<std::string>{"invoice.pdf.exe"});
}

// Whoever gives no answer to one of them has said nothing of the others.
TEST(Attachments, WithoutAnAnswerAreTold) {
  EXPECT_TRUE(open(source, Inspected{}).unseen.contains(mail::Unseen::attachments));
  const mail::Mail two = mail::parse_mail(
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/pdf; name=a.dat\n\na\n"
      "--b\nContent-Type: application/pdf; name=b.dat\n\nb\n--b--\n");
  Attachments found = find_attachments(two);
  ASSERT_EQ(contents_to_open(two, found).size(), 2U);
  take_answers(found, {looked_at("text/plain")});
  EXPECT_FALSE(found.all[0].unseen);
  EXPECT_TRUE(found.all[1].unseen) << "fewer answers than questions";
}

}  // namespace
}  // namespace fuwake::attachments
