#include "cli/paths.h"

#include "platform/folders.h"

namespace fuwake::cli {
namespace {

// Where the program is installed: bin/, lib/ and share/ stand in it.
std::filesystem::path installation() {
  return platform::program_file().parent_path().parent_path();
}

}  // namespace

std::filesystem::path data_folder() {
  return installation() / "share" / "fuwake";
}

std::filesystem::path worker_program() {
  return installation() / "lib" / "fuwake" / "fuwake-worker";
}

std::filesystem::path inspector_program() {
  return installation() / "lib" / "fuwake" / "fuwake-inspector";
}

std::filesystem::path decisions_file() {
  const std::filesystem::path data = platform::users_data();
  return data.empty() ? data : data / "fuwake" / "decisions.sqlite";
}

std::vector<std::filesystem::path> ip_folders() {
  const std::filesystem::path config = platform::users_configuration();
  if (config.empty()) return {data_folder() / "ip"};
  return {config / "fuwake" / "ip", data_folder() / "ip"};
}

}  // namespace fuwake::cli
