// Where the program finds its data, and keeps what the user decided.
#pragma once

#include <filesystem>
#include <vector>

namespace fuwake::cli {

/// share/fuwake beside the program's bin/: in the build tree as in /usr.
std::filesystem::path data_folder();

/// The program that reads mails, lib/fuwake/fuwake-worker beside bin/.
std::filesystem::path worker_program();

/// The program that opens attachments, lib/fuwake/fuwake-inspector beside bin/.
std::filesystem::path inspector_program();

/// The user's decisions: $XDG_DATA_HOME/fuwake/decisions.sqlite; empty where neither that nor HOME is set to an
/// absolute path, for the current folder is no place for them.
std::filesystem::path decisions_file();

/// A user's own IP data ($XDG_CONFIG_HOME/fuwake/ip), where there is a place for them, before ours (share/fuwake/ip).
std::vector<std::filesystem::path> ip_folders();

}  // namespace fuwake::cli
