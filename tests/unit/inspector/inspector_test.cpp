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
  for (const std::string& before :
       {std::string("0123456789"), std::string("MZ") + std::string(3000, '\0'), file("qr-code.png")})
    EXPECT_EQ(inspect(before + zip).names, std::vector<std::string>{"invoice.pdf.exe"});
  EXPECT_TRUE(inspect(std::string("0123456789") + file("encrypted.zip")).encrypted);
  EXPECT_TRUE(inspect("0123456789" + file("encrypted-names.7z")).encrypted);
  EXPECT_TRUE(inspect("PK\5\6" + std::string(18, '\xff')).names.empty());
}

// Two zip files, each with one stored file, as Python writes them.
std::string stored_zip(const std::string& local_name, const std::string& name, const std::string& data,
                       const std::string& extra = "") {
  const auto number = [](std::size_t value, int length) {
    std::string out;
    for (int i = 0; i < length; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
    return out;
  };
  const std::string zeros(12, '\0');
  const std::string sizes = number(0, 4) + number(data.size(), 4) + number(data.size(), 4);
  const std::string local = std::string("PK\3\4\x14\0", 6) + zeros.substr(0, 8) + sizes + number(local_name.size(), 2) +
                            number(0, 2) + local_name + data;
  const std::string entry = std::string("PK\1\2\x14\0\x14\0", 8) + zeros.substr(0, 8) + sizes + number(name.size(), 2) +
                            number(extra.size(), 2) + zeros + number(0, 2) + name + extra;
  return local + entry + std::string("PK\5\6", 4) + zeros.substr(0, 4) + number(1, 2) + number(1, 2) +
         number(entry.size(), 4) + number(local.size(), 4) + number(0, 2);
}
bool holds(const Content& content, const std::string& name) {
  return std::find(content.names.begin(), content.names.end(), name) != content.names.end();
}

TEST(Inspect, NamesAFileByAllItsNames) {
  EXPECT_TRUE(holds(inspect(stored_zip("invoice.exe", "invoice.txt", "MZ")), "invoice.exe")) << "of its own header";
  const std::string unicode = std::string("\x75\x70\x10\0\1sum_", 9) + "invoice.exe";
  EXPECT_TRUE(holds(inspect(stored_zip("invoice.txt", "invoice.txt", "MZ", unicode)), "invoice.exe"))
      << "of the extra field";
  EXPECT_EQ(inspect(stored_zip("\x90\xbf.txt", "\x90\xbf.txt", "x",
                               std::string("\x75\x70\x0c\0\1sum_", 9) + "\xe8\xab\x8b.txt"))
                .names.size(),
            1U)
      << "in another encoding it is the same";
}

// A decoy at the end kept all else from being read.
TEST(Inspect, ReadsArchivesByBeginningAndEnd) {
  const std::string decoy = stored_zip("a.txt", "a.txt", "x");
  EXPECT_TRUE(holds(inspect(stored_zip("invoice.exe", "invoice.exe", "MZ") + decoy), "invoice.exe"));
  EXPECT_TRUE(inspect(file("encrypted-names.7z") + decoy).encrypted);
  EXPECT_EQ(inspect(stored_zip("b.docx", "b.docx", decoy)).names, std::vector<std::string>{"b.docx"})
      << "a document is no archive to anyone";
}

TEST(Inspect, LooksOneArchiveDeep) {
  const std::string inner = stored_zip("invoice.exe", "invoice.exe", "MZ"), outer = stored_zip("b.zip", "b.zip", inner);
  EXPECT_TRUE(holds(inspect(outer), "b.zip/invoice.exe"));
  EXPECT_FALSE(inspect(outer).cut);
  EXPECT_TRUE(inspect(stored_zip("c.zip", "c.zip", outer)).cut) << "deeper is told";
  EXPECT_TRUE(inspect(stored_zip("b.zip", "b.zip", "no archive")).cut);
}

// "invoice.exe.gz", and "report.xml.gz" as receivers of mail send it to its domain's owner (RFC 7489, section 7.2.1.1).
TEST(Inspect, ReadsSingleCompressedFiles) {
  const std::string program(
      "\x1f\x8b\x08\x08\0\0\0\0\x02\xff"
      "a.txt\0\xf3\x8d\x62\x60\0\0\x31\x4f\x51\x3e\x04\0\0\0",
      30);
  const std::string report("\x1f\x8b\x08\0\0\0\0\0\x02\xff\x4b\x04\0\x43\xbe\xb7\xe8\x01\0\0\0", 21);
  EXPECT_TRUE(holds(inspect(program), "a.txt"));
  EXPECT_FALSE(inspect(report).cut);
  EXPECT_TRUE(inspect(report).names.empty());
}

// What begins as something that a program opens, and is no such thing to us, was not looked at.
TEST(Inspect, TellsWhatItCannotOpen) {
  const std::string noise = file("qr-code.png").substr(8, 200);
  for (const std::string& head :
       {std::string("7z\xBC\xAF\x27\x1C\0\4", 8), std::string("Rar!\x1A\x07\1\0", 8), std::string("MSCF\0\0\0\0", 8),
        std::string("\x1F\x9D\x90"), std::string("\0\0\0\0\0\0\0**ACE**", 14), std::string("\x04\x22\x4D\x18"),
        std::string("\x89PNG\r\n\x1A\n"), std::string("\xFF\xD8\xFF"), std::string("GIF89a\xff\0\xff\0", 10),
        std::string("%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> garbage")})
    EXPECT_TRUE(inspect(head + noise).cut) << head;
  EXPECT_FALSE(inspect(noise).cut) << "what no program opens";
  for (const char* honest : {"qr-code.png", "links.pdf", "program.zip", "encrypted.zip", "encrypted-names.7z"})
    EXPECT_FALSE(inspect_file(honest).cut) << honest;
  EXPECT_FALSE(inspect("A text of nothing.").cut);
}

// The reader that is built into Thunderbird finds what it needs at the end.
TEST(Inspect, ReadsPdfsWithoutTheirBeginning) {
  std::string pdf = file("links.pdf");
  pdf[1] = 'X';
  EXPECT_FALSE(targets_of(inspect(pdf), "pdf").empty());
}

// A button of a form, and an address that shouts.
TEST(Inspect, ReadsButtonsAndCapitalsOfPdfs) {
  const std::string text = "BT /F 12 Tf 50 700 Td (HTTPS://text.example/x) Tj ET";
  const std::string pdf =
      "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>\nendobj\n2 0 "
      "obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n"
      "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[4 0 R]/Contents 5 0 R/Resources<</Font<</F 6 0 "
      "R>>>>>>\nendobj\n"
      "4 0 obj\n<</Type/Annot/Subtype/Widget/FT/Btn/Ff 65536/T(b)/Rect[40 690 300 "
      "720]/A<</S/URI/URI(https://button.example/)>>>>\nendobj\n"
      "5 0 obj\n<</Length " +
      std::to_string(text.size()) + ">>\nstream\n" + text +
      "\nendstream\nendobj\n"
      "6 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\ntrailer\n<</Size 7/Root 1 0 R>>\n%%EOF\n";
  EXPECT_EQ(targets_of(inspect(pdf), "pdf"),
            (std::vector<std::string>{"https://button.example/", "HTTPS://text.example/x"}));
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
  const char* rows[] = {"1111111", "1000001", "1011101", "1011101", "1011101",
                        "1000001", "1111111", "0000000", "0000000"};
  std::string pixels;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) pixels += x % 9 < 7 && rows[y % 9][x % 9] == '1' ? '\0' : '\xff';
  Content content;
  read_codes(reinterpret_cast<const unsigned char*>(pixels.data()), width, height, content,
             Budget(std::chrono::hours(10)));
  EXPECT_TRUE(content.cut) << "by itself: its budget is longer than anything takes";
}

TEST(Inspect, RefusesArraysInArrays) {
  const auto pdf_with = [](const std::string& object) {
    return file("links.pdf") + "\n99 0 obj\n<<" + object + ">>\nendobj\n";
  };
  EXPECT_TRUE(inspect(pdf_with("/X " + std::string(1'000'000, '['))).cut);
  EXPECT_FALSE(inspect(pdf_with("/X (" + std::string(1'000'000, '[') + ")/Y [[1] [2]]")).cut)
      << "in a string it is text, and nothing else is wrong with it";
}

TEST(Inspect, StopsWhereItsBudgetEnds) {
  const Content content = inspect(file("qr-code.png"), Budget(std::chrono::microseconds(0)));
  EXPECT_TRUE(content.cut);
  EXPECT_TRUE(content.targets.empty());
  const Content whole = inspect(file("qr-code.png"), Budget(std::chrono::hours(10)));
  EXPECT_FALSE(whole.cut);
  EXPECT_FALSE(whole.targets.empty());
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
