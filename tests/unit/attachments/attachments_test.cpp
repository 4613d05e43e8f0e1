#include "attachments/attachments.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "interruption/interruption.h"

namespace fuwake::attachments {
namespace {

// Tells what it was asked for.
class Listener final : public Inspector {
 public:
  std::vector<Inspected> inspect(const std::vector<std::string_view>& contents) const override {
    asked.assign(contents.begin(), contents.end());
    std::vector<Inspected> out;
    for (const std::string_view content : contents) {
      Inspected answer;
      answer.looked_at = true;
      answer.type = std::string(content);
      out.push_back(std::move(answer));
    }
    return out;
  }
  mutable std::vector<std::string> asked;  // in the order in which it was asked
};

const std::string source =
    "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nHello\n"
    "--b\nContent-Type: application/pdf; name=\"a.dat\"\nContent-Transfer-Encoding: base64\n\nY29udGVudA==\n"
    "--b\nContent-Type: image/gif\n\ndot\n--b--\n";

TEST(Attachments, AreOpenedDecoded) {
  const Listener inspector;
  const auto found = find_attachments(mail::parse_mail(source), &inspector);
  ASSERT_EQ(found.all.size(), 2U);
  EXPECT_EQ(found.all[0].name, "a.dat");
  EXPECT_EQ(found.all[0].inspected.type, "content");
  EXPECT_FALSE(found.all[1].inspected.looked_at) << "a picture of a few bytes counts readers";
  EXPECT_TRUE(found.unseen.empty());
}

TEST(Attachments, AreListedWithoutAnInspector) {
  const auto found = find_attachments(mail::parse_mail(source), nullptr);
  ASSERT_EQ(found.all.size(), 2U);
  EXPECT_FALSE(found.all[0].inspected.looked_at);
}

// Twenty attachments of nothing kept the twenty-first from being opened.
TEST(Attachments, AreAllOpenedAndEachContentOnce) {
  std::string many = "Content-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 100; ++i)
    many += "--b\nContent-Type: application/pdf; name=a.dat\n\ncontent" + std::to_string(i % 50) + "\n";
  const Listener inspector;
  const auto found = find_attachments(mail::parse_mail(many + "--b--\n"), &inspector);
  EXPECT_EQ(found.all.size(), 100U);
  EXPECT_TRUE(found.unseen.empty());
  EXPECT_EQ(inspector.asked.size(), 50U);
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
  const Listener inspector;
  find_attachments(mail::parse_mail(source_of_all + "--b--\n"), &inspector);
  std::vector<std::string> begins;
  for (const std::string& content : inspector.asked) begins.push_back(content.substr(0, content.find('x')));
  EXPECT_EQ(begins, (std::vector<std::string>{"MZ", "\n%PDF-1.4", "1,2", "ftyp", "GIF8"}));
}

// Programs go by the name: what an archive, a PDF or a document is called and nobody could open was not looked at.
TEST(Attachments, ThatAreNotWhatTheirNameTellsAreTold) {
  class Answering final : public Inspector {
   public:
    explicit Answering(Inspected answer) : answer_(std::move(answer)) {}
    std::vector<Inspected> inspect(const std::vector<std::string_view>& contents) const override {
      return {contents.size(), answer_};
    }

   private:
    Inspected answer_;
  };
  const auto answer = [](std::string type, std::vector<std::string> names = {}) {
    Inspected out;
    out.looked_at = true;
    out.type = std::move(type);
    out.names = std::move(names);
    return out;
  };
  struct Row {
    const char* name;
    Inspected answer;
    bool told;
  };
  for (const Row& row :
       {Row{"a.alz", answer("application/octet-stream"), true}, Row{"A.RAR", answer("text/plain"), true},
        Row{"a.pdf", answer("application/octet-stream"), true}, Row{"a.docx", answer("text/plain"), true},
        Row{"a.docx", answer("application/vnd.ms-excel"), false}, Row{"a.pdf", answer("application/pdf"), false},
        Row{"a.zip", answer("application/zip"), false}, Row{"a.rar", answer("application/x-rar", {"b"}), false},
        Row{"a.csv.gz", answer("application/gzip"), false}, Row{"log.gz", answer("text/plain"), false},
        Row{"a.dwg", answer("application/octet-stream"), false}}) {
    const std::string one =
        std::string(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/octet-stream; name=\"") +
        row.name + "\"\n\ncontent\n--b--\n";
    const Answering inspector(row.answer);
    EXPECT_EQ(find_attachments(mail::parse_mail(one), &inspector).unseen.contains(mail::Unseen::attachments), row.told)
        << row.name;
  }
  const std::string single =
      "Content-Type: application/gzip; name=invoice.pdf.exe.gz\nContent-Disposition: attachment\n\ncontent\n";
  const Answering inspector(answer("application/gzip"));
  const auto found = find_attachments(mail::parse_mail(single), &inspector);
  ASSERT_EQ(found.all.size(), 1U);
  EXPECT_EQ(found.all[0].inspected.names, std::vector<std::string>{"invoice.pdf.exe"});
}

// An inspector that gives no answer to one of them has said nothing of the others.
TEST(Attachments, WithoutAnAnswerAreTold) {
  class Silent final : public Inspector {
   public:
    std::vector<Inspected> inspect(const std::vector<std::string_view>& contents) const override {
      return std::vector<Inspected>(contents.size());
    }
  };
  const Silent inspector;
  EXPECT_TRUE(find_attachments(mail::parse_mail(source), &inspector).unseen.contains(mail::Unseen::attachments));
}

}  // namespace
}  // namespace fuwake::attachments
