// Copies of the add-on in profiles: found by Thunderbird's own list.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "cli/addon_copies.h"
#include "platform/thunderbird.h"

namespace fuwake::cli {
namespace {

namespace fs = std::filesystem;

class AddonCopies : public testing::Test {
 protected:
  AddonCopies() : home_(fs::temp_directory_path() / ("fuwake-copies-" + std::to_string(::getpid()))) {
    fs::create_directories(home_ / ".thunderbird" / "a.default");
  }
  ~AddonCopies() override { fs::remove_all(home_); }

  void write(const fs::path& file, const std::string& text) const {
    fs::create_directories((home_ / file).parent_path());
    std::ofstream(home_ / file) << text;
  }

  fs::path home_;
};

TEST_F(AddonCopies, AreThoseThatThunderbirdListsInTheProfile) {
  struct Row {
    const char* what;
    std::string list;
    const char* version;  // null: none
    bool is_on;
  };
  const std::string ours = R"({"id":"fuwake@addons.fuwake","version":"0.1.0",)";
  for (const Row& row : {
           Row{"on", R"({"addons":[)" + ours + R"("location":"app-profile","active":true}]})", "0.1.0", true},
           Row{"switched off", R"({"addons":[)" + ours + R"("location":"app-profile","active":false}]})", "0.1.0",
               false},
           Row{"the package's", R"({"addons":[)" + ours + R"("location":"app-global","active":true}]})", nullptr,
               false},
           Row{"another add-on", R"({"addons":[{"id":"x@y","location":"app-profile","active":true}]})", nullptr, false},
           Row{"no version", R"({"addons":[{"id":"fuwake@addons.fuwake","location":"app-profile"}]})", "", false},
           Row{"odd", R"({"addons":[7,null,{"id":[]}]})", nullptr, false},
           Row{"no list", R"({"addons":"x"})", nullptr, false},
           Row{"no JSON", "{", nullptr, false},
       }) {
    write(".thunderbird/a.default/extensions.json", row.list);
    const auto copy = addon_copy_in(home_ / ".thunderbird" / "a.default");
    EXPECT_EQ(copy.has_value(), row.version != nullptr) << row.what;
    if (!copy || row.version == nullptr) continue;
    EXPECT_EQ(copy->version, row.version) << row.what;
    EXPECT_EQ(copy->is_on, row.is_on) << row.what;
  }
  EXPECT_FALSE(addon_copy_in(home_ / "nowhere"));
}

TEST_F(AddonCopies, AreLookedForInTheProfilesThatProfilesIniNames) {
  const fs::path elsewhere = home_ / "elsewhere";
  fs::create_directories(elsewhere);
  fs::create_directories(home_ / "snap/thunderbird/common/.thunderbird/s.default");
  write(".thunderbird/profiles.ini",
        "[Profile1]\r\nIsRelative=1\r\nPath=a.default\r\n\n[Profile0]\nIsRelative=0\nPath=" + elsewhere.string() +
            "\n[Profile2]\nPath=gone\n[Install1]\nPath=a.default\n");
  write("snap/thunderbird/common/.thunderbird/profiles.ini", "[Profile0]\nPath=s.default\n");
  const char* before = std::getenv("HOME");
  const std::string kept = before != nullptr ? before : "";
  ::setenv("HOME", home_.c_str(), 1);
  const auto profiles = platform::thunderbird_profiles();
  ::setenv("HOME", kept.c_str(), 1);
  EXPECT_EQ(profiles, (std::vector<fs::path>{home_ / ".thunderbird/a.default", elsewhere,
                                             home_ / "snap/thunderbird/common/.thunderbird/s.default"}));
}

}  // namespace
}  // namespace fuwake::cli
