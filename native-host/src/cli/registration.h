// Telling Thunderbird of this program: the native-messaging manifest.
#pragma once

#include <filesystem>
#include <string>

#include "report/sentences.h"

namespace fuwake::cli {

/// The add-on that may start the host; also in extension/manifest.json.
inline constexpr const char* addon_id = "fuwake@addons.fuwake";

/// The manifest's text for a program at `program`.
std::string manifest_for(const std::filesystem::path& program);

/// Writes, or removes, the manifest for the user or for all users. Returns what to tell the user;
/// throws std::runtime_error with what went wrong. Only a manifest that names a fuwake is removed.
std::string register_host(bool system);
std::string unregister_host(bool system);

/// A native-messaging manifest for us, which lets our add-on start the host.
bool is_our_manifest(const std::filesystem::path& file);

/// What is installed and what is missing, line by line; true if all that is needed is there.
bool doctor(const report::Sentences& sentences, std::string& out);

}  // namespace fuwake::cli
