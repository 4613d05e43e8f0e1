#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "cli/registration.h"
#include "cli/scan.h"

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
                         Row{"CRLF", "From a\r\nA: b\r\n\r\nFrom b\r\nA: b\r\n\r\n", 2},
                         Row{"nothing", "", 1}})
    EXPECT_EQ(split_mbox(row.content).size(), row.mails) << row.what;
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
