#include "platform/files.h"

#include <sys/stat.h>

#include <system_error>

#include "folder.h"
#include "platform/thunderbird.h"

namespace fuwake::platform {
namespace {

TEST_F(Folder, HoldsThingsOfEachKind) {
  ASSERT_EQ(mkfifo((path_ / "pipe").c_str(), 0600), 0);
  struct Row {
    std::filesystem::path path;
    OpenFile::Kind kind;
  };
  for (const Row& row : {Row{write("a", "12345"), OpenFile::Kind::file}, Row{path_, OpenFile::Kind::folder},
                         Row{path_ / "pipe", OpenFile::Kind::endless}, Row{"/dev/zero", OpenFile::Kind::endless},
                         Row{"/proc/self/status", OpenFile::Kind::endless}})
    EXPECT_EQ(OpenFile::open_at_once(row.path).kind(), row.kind) << row.path;
  EXPECT_THROW(OpenFile::open(path_ / "none"), std::system_error);
}

TEST_F(Folder, HoldsAFileThatIsRead) {
  const OpenFile file = OpenFile::open(write("a", "12345"));
  EXPECT_EQ(file.size(), 5U);
  std::string bytes(3, '\0');
  EXPECT_EQ(file.read(bytes.data(), 3), 3U);
  EXPECT_EQ(bytes, "123");
  EXPECT_EQ(file.read(bytes.data(), 3), 2U);
  EXPECT_EQ(file.read(bytes.data(), 3), 0U);
}

TEST_F(Folder, TakesAManifestAndLosesItAgain) {
  const auto file = path_ / "new" / "hosts" / "fuwake.json";
  write_manifest(file, "{}");
  EXPECT_EQ(OpenFile::open(file).size(), 2U);
  remove_manifest(file);
  EXPECT_FALSE(std::filesystem::exists(file));
  EXPECT_THROW(remove_manifest(file), std::runtime_error);
  write("in-the-way", "");
  EXPECT_THROW(write_manifest(path_ / "in-the-way" / "fuwake.json", "{}"), std::runtime_error);
}

}  // namespace
}  // namespace fuwake::platform
