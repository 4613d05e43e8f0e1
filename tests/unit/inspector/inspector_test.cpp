#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "inspector/inspect.h"

namespace fuwake::inspector {
namespace {

std::string file(const std::string& name) {
  std::ifstream stream(std::string(FUWAKE_SOURCE_DIR "/tests/attachments/") + name, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

Content inspect_file(const std::string& name) {
  static const bool prepared = (prepare(), true);
  (void)prepared;
  const std::string bytes = file(name);
  EXPECT_FALSE(bytes.empty()) << name;
  return inspect(bytes);
}

std::vector<std::string> targets_of(const Content& content, const std::string& where) {
  std::vector<std::string> out;
  for (const Target& target : content.targets)
    if (target.where == where) out.push_back(target.text);
  return out;
}

const std::string in_code = "https://evil-login.example.top/?u=user@recipient.example";

TEST(Inspect, ReadsQrCodesInPictures) {
  const Content content = inspect_file("qr-code.png");
  EXPECT_EQ(content.type, "image/png");
  EXPECT_EQ(targets_of(content, "qrCode"), std::vector<std::string>{in_code});
}

TEST(Inspect, ReadsLinksTextAndPicturesOfPdfs) {
  const Content content = inspect_file("links.pdf");
  EXPECT_EQ(content.type, "application/pdf");
  EXPECT_EQ(targets_of(content, "pdf"),
            (std::vector<std::string>{"https://pdf-evil.example/login", "https://text.example/x"}));
  EXPECT_EQ(targets_of(content, "qrCode"), std::vector<std::string>{in_code});
}

TEST(Inspect, ListsNamesInArchives) {
  EXPECT_EQ(inspect_file("program.zip").names, std::vector<std::string>{"invoice.pdf.exe"});
  EXPECT_FALSE(inspect_file("program.zip").encrypted);
  EXPECT_TRUE(inspect_file("encrypted.zip").encrypted);
  EXPECT_TRUE(inspect_file("encrypted-names.7z").encrypted);
}

TEST(Inspect, DoesNotUnpackPicturesThatAreTooLarge) {
  const Content content = inspect_file("picture-of-50000-by-50000.png");
  EXPECT_TRUE(content.cut);
  EXPECT_TRUE(content.targets.empty());
}

TEST(Inspect, FindsMacrosAndEncryptionInCompoundFiles) {
  const auto wide = [](const std::string& text) {
    std::string out;
    for (const char c : text) out += std::string(1, c) + '\0';
    return out;
  };
  const std::string head = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\0');
  EXPECT_TRUE(inspect(head + wide("_VBA_PROJECT")).macros);
  EXPECT_TRUE(inspect(head + wide("EncryptedPackage")).encrypted);
  EXPECT_FALSE(inspect(head).macros);
  EXPECT_FALSE(inspect("text " + wide("_VBA_PROJECT")).macros);
}

// 7-Zip and Windows go by the directory at the end.
TEST(Inspect, ReadsZipFilesWhateverStandsBefore) {
  const std::string zip = file("program.zip");
  for (const std::string& before : {std::string("0123456789"), std::string("MZ") + std::string(3000, '\0'), file("qr-code.png")})
    EXPECT_EQ(inspect(before + zip).names, std::vector<std::string>{"invoice.pdf.exe"});
  EXPECT_TRUE(inspect(std::string("0123456789") + file("encrypted.zip")).encrypted);
  EXPECT_TRUE(inspect("0123456789" + file("encrypted-names.7z")).encrypted);
  EXPECT_TRUE(inspect("PK\5\6" + std::string(18, '\xff')).names.empty());
}

// A program was the 201st file of an archive, and nobody told.
TEST(Inspect, ListsSomeOfEachExtension) {
  Content content;
  for (int i = 0; i < 5000; ++i) add_name(content, "picture" + std::to_string(i) + ".jpg");
  add_name(content, "folder/Invoice.EXE . ");
  add_name(content, "word/vbaProject.bin");
  EXPECT_EQ(content.names.size(), most_names + 2);
  EXPECT_EQ(content.extensions.at("exe"), 1U);
  EXPECT_TRUE(content.macros);
  EXPECT_FALSE(content.cut);
  for (int i = 0; i < 1000; ++i) add_name(content, "a." + std::to_string(i));
  EXPECT_TRUE(content.cut) << "no honest archive has as many kinds of files";
}

// Shapes that held the reader of codes for seconds each.
TEST(Inspect, GivesUpOnPicturesOfFinderPatterns) {
  constexpr int width = 700, height = 700;
  const char* rows[] = {"1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111", "0000000", "0000000"};
  std::string pixels;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) pixels += x % 9 < 7 && rows[y % 9][x % 9] == '1' ? '\0' : '\xff';
  Content content;
  read_codes(reinterpret_cast<const unsigned char*>(pixels.data()), width, height, content, Budget(std::chrono::seconds(10)));
  EXPECT_TRUE(content.cut);
}

TEST(Inspect, RefusesArraysInArrays) {
  const std::string deep = "%PDF-1.4\n1 0 obj\n<</X " + std::string(1'000'000, '[') + ">>\nendobj\n";
  EXPECT_TRUE(inspect(deep).cut);
  const std::string harmless = "%PDF-1.4\n1 0 obj\n<</X (" + std::string(1000, '[') + ")/Y [[1] [2]]>>\nendobj\n";
  EXPECT_FALSE(inspect(harmless).cut) << "in a string it is text";
}

TEST(Inspect, StopsWhereItsBudgetEnds) {
  const Content content = inspect(file("qr-code.png"), Budget(std::chrono::microseconds(0)));
  EXPECT_TRUE(content.cut);
  EXPECT_TRUE(content.targets.empty());
}

TEST(Inspect, SurvivesCutFiles) {
  for (const char* name : {"qr-code.png", "links.pdf", "program.zip", "encrypted-names.7z"}) {
    const std::string bytes = file(name);
    for (std::size_t length = 0; length < bytes.size(); length += 1 + bytes.size() / 40)
      (void)inspect(std::string_view(bytes).substr(0, length));
  }
}

}  // namespace
}  // namespace fuwake::inspector
