#include "platform/folders.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "platform/thunderbird.h"

namespace fuwake::platform {
namespace {

void set(const char* name, const char* value) {
  if (value != nullptr)
    setenv(name, value, 1);
  else
    unsetenv(name);
}

TEST(Folders, AreAbsoluteOrNone) {
  struct Row {
    const char* what;
    const char* home;
    const char* named;
    const char *data, *configuration, *cache, *manifest;
  };
  constexpr const char* usual_manifest = "/home/ann/.mozilla/native-messaging-hosts/fuwake.json";
  for (const Row& row : {Row{"a home", "/home/ann", nullptr, "/home/ann/.local/share", "/home/ann/.config",
                             "/home/ann/.cache", usual_manifest},
                         Row{"folders of their own", "/home/ann", "/own", "/own", "/own", "/own", usual_manifest},
                         Row{"relative folders", "/home/ann", "own", "/home/ann/.local/share", "/home/ann/.config",
                             "/home/ann/.cache", usual_manifest},
                         Row{"named ones without a home", nullptr, "/own", "/own", "/own", "/own", ""},
                         Row{"neither", nullptr, nullptr, "", "", "", ""}, Row{"empty", "", "", "", "", "", ""},
                         Row{"relative", "ann", "own", "", "", "", ""}}) {
    set("HOME", row.home);
    for (const char* name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"}) set(name, row.named);
    EXPECT_EQ(users_data(), row.data) << row.what;
    EXPECT_EQ(users_configuration(), row.configuration) << row.what;
    EXPECT_EQ(users_cache(), row.cache) << row.what;
    EXPECT_EQ(manifest_file("fuwake", false), row.manifest) << row.what;
    EXPECT_TRUE(manifest_file("fuwake", true).is_absolute()) << row.what;
  }
}

TEST(Folders, HoldThisProgram) {
  EXPECT_EQ(program_file().filename(), "platform_test");
}

}  // namespace
}  // namespace fuwake::platform
