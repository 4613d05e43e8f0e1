#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <new>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/mail_files.h"
#include "cli/paths.h"
#include "cli/registration.h"
#include "cli/scan.h"
#include "dialogue/limits.h"
#include "in_process.h"
#include "knowledge/contents.h"
#include "knowledge/stanzas.h"

namespace fuwake::cli {
namespace {

TEST(Mbox, IsSplitAtItsFromLines) {
  struct Row {
    const char* what;
    std::string content;
    std::size_t mails;
  };
  for (const Row& row : {Row{"one mail", "Subject: x\n\nFrom here on\n", 1},
                         Row{"two mails", "From a\nSubject: x\n\n1\n\nFrom b\nSubject: y\n\n2\n", 2},
                         Row{"From within a paragraph", "From a\n\ntext\nFrom here\n", 1},
                         Row{"CRLF", "From a\r\nA: b\r\n\r\nFrom b\r\nA: b\r\n\r\n", 2}, Row{"nothing", "", 1}})
    EXPECT_EQ(split_mbox(row.content).size(), row.mails) << row.what;
}

class Folder : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "fuwake-cli-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    path_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(path_); }

  std::filesystem::path write(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name, std::ios::binary) << content;
    return path_ / name;
  }

  std::filesystem::path path_;
};

// What goes wrong inside, of every kind.
class ThrowingInspector final : public broker::Inspector {
 public:
  std::vector<std::string> inspect(const std::vector<std::string>& contents) const override {
    if (contents.front().find("memory") != std::string::npos) throw std::bad_alloc();
    if (contents.front().find("range") != std::string::npos) throw std::out_of_range("basic_string::substr \x1b[2J");
    return std::vector<std::string>(contents.size());
  }
};

TEST_F(Folder, IsScannedOnAfterAMailThatFails) {
  const auto with = [](const std::string& content) {
    return "From a\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/pdf; "
           "name=a.pdf\n\n" +
           content + "\n--b--\n\n";
  };
  const auto mbox = write("mbox", with("memory") + with("good") + with("range") + "From b\nSubject: y\n\nz\n");
  const auto last = write("z.eml", "Subject: z\n\nz\n");
  const broker::Broker broker{tests::in_process(FUWAKE_DATA_DIR), memory::empty_history(),
                              std::make_shared<ThrowingInspector>()};
  const auto languages = report::Languages::read(std::filesystem::path(FUWAKE_DATA_DIR) / "sentences");
  testing::internal::CaptureStdout();
  EXPECT_EQ(scan({{mbox, last}, true, {}}, broker, languages.choose("en")), 1);
  std::fflush(stdout);
  std::istringstream lines(testing::internal::GetCapturedStdout());
  std::vector<nlohmann::json> all;
  for (std::string line; std::getline(lines, line);) all.push_back(nlohmann::json::parse(line));
  ASSERT_EQ(all.size(), 5U) << "a line for each mail";
  for (const std::size_t failed : {0U, 2U}) EXPECT_TRUE(all[failed].contains("error")) << failed;
  for (const std::size_t good : {1U, 3U, 4U}) EXPECT_TRUE(all[good].contains("level")) << good;
  EXPECT_EQ(all[2]["index"], 2);
  EXPECT_EQ(all[2]["error"].get<std::string>().find('\x1b'), std::string::npos);
  testing::internal::CaptureStdout();
  EXPECT_EQ(scan({{mbox}, false, {}}, broker, languages.choose("ja")), 1);
  std::fflush(stdout);
  EXPECT_NE(testing::internal::GetCapturedStdout().find("判定不能\t-\t"), std::string::npos);
}

TEST_F(Folder, HasMailsThatEndAndOthers) {
  EXPECT_EQ(read_mail(write("a.eml", "Subject: x\n")).bytes, "Subject: x\n");
  EXPECT_FALSE(read_mail(path_ / "a.eml").more);
  const MailBytes endless = read_mail("/dev/zero");
  EXPECT_TRUE(endless.more);
  EXPECT_EQ(endless.bytes.size(), dialogue::largest_mail + 1);
  EXPECT_THROW(read_mail(path_), std::runtime_error);
  EXPECT_THROW(read_mail(path_ / "none"), std::runtime_error);
  EXPECT_THROW(read_mail_file("/dev/zero"), std::runtime_error);
  EXPECT_THROW(read_mail_file(path_), std::runtime_error);
  EXPECT_EQ(read_mail_file(path_ / "a.eml"), "Subject: x\n");
}

TEST_F(Folder, IsWholeOrNot) {
  write("a.txt", "12345");
  write(knowledge::contents_file, "5 a.txt\nend 1\n");
  EXPECT_NO_THROW(knowledge::check_contents(path_));
  write("a.txt", "123456");
  EXPECT_NO_THROW(knowledge::check_contents(path_)) << "somebody's addition";
  for (const char* list : {"", "5 a.txt\n", "5 a.txt", "5", "7 a.txt\nend 1\n", "5 b.txt\nend 1\n", "5 a.txt\nend 2\n",
                           "x a.txt\nend 1\n"}) {
    write(knowledge::contents_file, list);
    EXPECT_THROW(knowledge::check_contents(path_), knowledge::DataError) << list;
  }
}

TEST_F(Folder, HoldsAManifestOfOursOrOfOthers) {
  EXPECT_TRUE(is_our_manifest(write("a.json", manifest_for("/usr/bin/fuwake"))));
  for (const char* other : {"", "{", "[]", "null", R"({"name":"other","allowed_extensions":["fuwake@addons.fuwake"]})",
                            R"({"name":"fuwake"})", R"({"name":"fuwake","allowed_extensions":"fuwake@addons.fuwake"})",
                            R"({"name":"fuwake","allowed_extensions":["other@addons.example",1]})"})
    EXPECT_FALSE(is_our_manifest(write("a.json", other))) << other;
  EXPECT_FALSE(is_our_manifest("/dev/zero"));
  EXPECT_FALSE(is_our_manifest(path_));
}

TEST(Paths, AreNeverInTheCurrentFolder) {
  struct Row {
    const char* what;
    const char* home;
    const char* data;
    const char* file;
  };
  for (const Row& row :
       {Row{"a home", "/home/ann", nullptr, "/home/ann/.local/share/fuwake/decisions.sqlite"},
        Row{"a folder of its own", "/home/ann", "/data", "/data/fuwake/decisions.sqlite"},
        Row{"a relative folder", "/home/ann", "data", "/home/ann/.local/share/fuwake/decisions.sqlite"},
        Row{"neither", nullptr, nullptr, ""}, Row{"empty", "", "", ""}, Row{"relative", "ann", "data", ""}}) {
    const auto set = [](const char* name, const char* value) {
      if (value != nullptr)
        setenv(name, value, 1);
      else
        unsetenv(name);
    };
    set("HOME", row.home);
    set("XDG_DATA_HOME", row.data);
    EXPECT_EQ(decisions_file(), row.file) << row.what;
  }
}

TEST(Manifest, NamesTheProgramAndTheAddon) {
  const auto manifest = nlohmann::json::parse(manifest_for("/usr/bin/fuwake"));
  EXPECT_EQ(manifest["path"], "/usr/bin/fuwake");
  EXPECT_EQ(manifest["allowed_extensions"][0], addon_id);
  std::ifstream stream(FUWAKE_SOURCE_DIR "/extension/manifest.json");
  const auto extension = nlohmann::json::parse(stream);
  EXPECT_EQ(extension["browser_specific_settings"]["gecko"]["id"], addon_id);
}

TEST(Manifest, IsTheOneThatThePackageShips) {
  std::ifstream stream(FUWAKE_SOURCE_DIR "/manifests/native-messaging.json.in");
  std::string shipped(std::istreambuf_iterator<char>(stream), {});
  const std::string variable = "@CMAKE_INSTALL_FULL_BINDIR@";
  shipped.replace(shipped.find(variable), variable.size(), "/usr/bin");
  EXPECT_EQ(shipped, manifest_for("/usr/bin/fuwake"));
}

}  // namespace
}  // namespace fuwake::cli
