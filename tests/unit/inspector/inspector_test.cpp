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

TEST(Inspect, SurvivesCutFiles) {
  for (const char* name : {"qr-code.png", "links.pdf", "program.zip", "encrypted-names.7z"}) {
    const std::string bytes = file(name);
    for (std::size_t length = 0; length < bytes.size(); length += 1 + bytes.size() / 40)
      (void)inspect(std::string_view(bytes).substr(0, length));
  }
}

}  // namespace
}  // namespace fuwake::inspector
