#include "cli/registration.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "broker/broker.h"
#include "cli/addon_copies.h"
#include "cli/paths.h"
#include "dialogue/limits.h"
#include "knowledge/stanzas.h"
#include "memory/history.h"
#include "platform/folders.h"
#include "platform/thunderbird.h"
#include "report/printable.h"
#include "version.h"

namespace fuwake::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* host_name = "fuwake";

// The program that a manifest names; "" where there is no manifest or it cannot be read.
std::string program_named_in(const fs::path& manifest) {
  try {
    return nlohmann::json::parse(knowledge::read_file(manifest)).value("path", "");
  } catch (const std::exception&) {
    return "";
  }
}

fs::path place_of_manifest(bool system) {
  const fs::path file = platform::manifest_file(host_name, system);
  if (file.empty()) throw std::runtime_error("HOME is not set to a folder: there is no place for the manifest");
  return file;
}

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

std::string note(const std::string& text) {
  return fmt::format("note    {}\n", report::printable(text, 4096));
}

// Copies of the add-on in profiles, which go before that of the packages.
std::string about_copies() {
  std::string out;
  if (platform::addon_files_for_all_users(addon_id).empty()) return out;
  for (const fs::path& profile : platform::thunderbird_profiles())
    if (const auto copy = addon_copy_in(profile))
      out +=
          note(fmt::format("add-on: {} has a copy of its own (version {}{}), which hides that of the package; "
                           "remove Fuwake in Thunderbird's Add-ons Manager and restart it",
                           profile.string(), copy->version, copy->is_on ? "" : ", switched off"));
  return out;
}

// "reads mails, confined by seccomp and Landlock 6, with at most 1024 MB and 600 s".
std::string about_worker(const platform::Confinement& in_force) {
  std::vector<std::string> by, with;
  if (in_force.system_calls) by.emplace_back("seccomp");
  if (in_force.files > 0) by.push_back(fmt::format("Landlock {}", in_force.files));
  if (in_force.memory > 0) with.push_back(fmt::format("{} MB", in_force.memory / dialogue::megabyte));
  if (in_force.time.count() > 0) with.push_back(fmt::format("{} s of processor time", in_force.time.count()));
  std::string out = by.empty() ? "reads mails, not confined: this kernel has neither seccomp nor Landlock"
                               : fmt::format("reads mails, confined by {}", fmt::join(by, " and "));
  if (by.size() == 1)
    out += fmt::format(" alone: this kernel has no {}", in_force.system_calls ? "Landlock" : "seccomp");
  return with.empty() ? out : out + fmt::format(", with at most {}", fmt::join(with, " and "));
}

std::string about_locked_up() {
  std::string out;
  for (const auto& [by, place] : platform::locked_up_thunderbirds())
    out += note(place.string() + (by == platform::LockedUpThunderbird::By::snap
                                      ? ": starts programs through the system's portal (since 2025), which asks once"
                                      : ": can start programs from Thunderbird 157 on, and where there is "
                                        "xdg-native-messaging-proxy; until then use the distribution's package"));
  return out;
}

}  // namespace

std::string manifest_for(const fs::path& program) {
  const nlohmann::ordered_json manifest = {
      {"name", host_name},
      {"description", "Fuwake: dissects mails on this computer"},
      {"path", program.string()},
      {"type", "stdio"},
      {"allowed_extensions", {addon_id}},
  };
  return manifest.dump(2) + "\n";
}

std::string register_host(bool system) {
  const fs::path file = place_of_manifest(system), program = platform::program_file();
  platform::write_manifest(file, manifest_for(program));
  return fmt::format("{}: written; Thunderbird starts {}", file.string(), program.string());
}

std::string unregister_host(bool system) {
  const fs::path file = place_of_manifest(system);
  if (!is_file(file)) return fmt::format("{}: there is none", file.string());
  if (fs::path(program_named_in(file)).filename() != "fuwake")
    throw std::runtime_error(file.string() + ": names another program; left as it is");
  platform::remove_manifest(file);
  return fmt::format("{}: removed", file.string());
}

bool is_our_manifest(const fs::path& file) {
  std::error_code error;
  constexpr std::uintmax_t longest_manifest = 64 * 1024;
  if (!is_file(file) || fs::file_size(file, error) > longest_manifest) return false;
  const auto manifest = nlohmann::json::parse(knowledge::read_file(file), nullptr, false);
  if (!manifest.is_object() || !manifest.contains("name") || manifest["name"] != host_name) return false;
  const auto allowed = manifest.find("allowed_extensions");
  return allowed != manifest.end() && allowed->is_array() &&
         std::find(allowed->begin(), allowed->end(), addon_id) != allowed->end();
}

bool doctor(std::string& out) {
  bool whole = true;
  const auto line = [&out](bool good, const std::string& text) {
    out += fmt::format("{} {}\n", good ? "ok     " : "missing", report::printable(text, 4096));
  };
  const auto need = [&](bool good, const std::string& text) {
    line(good, text);
    whole &= good;
  };
  out += fmt::format("fuwake {} at {}\n", FUWAKE_VERSION, report::printable(platform::program_file().string(), 4096));
  try {
    const auto reader = broker::make_reader(worker_program(), data_folder(), ip_folders());
    const auto [brands, sources] = reader->greeting();
    need(true, fmt::format("data: {}, {} brands", data_folder().string(), brands));
    line(!sources.empty(), sources.empty() ? "IP data: none; networks and places are not shown "
                                             "(package fuwake-ipdata, or ~/.config/fuwake/ip/*.mmdb)"
                                           : "IP data: " + fmt::format("{}", fmt::join(sources, ", ")));
    const auto confinement = reader->perform(dialogue::Status()).confinement;
    line(confinement.system_calls, worker_program().string() + ": " + about_worker(confinement));
  } catch (const std::exception& error) {
    need(false, std::string("data: ") + error.what());
  }
  line(is_file(inspector_program()), fmt::format("{}: opens attachments", inspector_program().string()));
  bool registered = false;
  for (const bool system : {false, true}) {
    const fs::path file = platform::manifest_file(host_name, system);
    if (file.empty()) continue;
    const std::string program = program_named_in(file);
    if (program.empty()) continue;
    registered |= is_file(program);
    line(is_file(program), fmt::format("manifest: {} names {}", file.string(), program));
  }
  if (!registered) need(false, "manifest: run \"fuwake register\", then restart Thunderbird");
  const platform::Thunderbird thunderbird = platform::find_thunderbird();
  line(thunderbird.installed, "Thunderbird in " + thunderbird.place);
  // Analysis goes on without what cannot be read here, and says so each time; this says what is wrong.
  if (!decisions_file().empty()) {
    try {
      const std::size_t count = memory::open_history(decisions_file())->list().size();
      need(true, fmt::format("decisions: {}, {} kept", decisions_file().string(), count));
    } catch (const std::exception& error) {
      need(false, std::string("decisions: ") + error.what());
    }
  }
  for (const std::string& text : {about_copies(), about_locked_up()}) out += text;
  return whole;
}

}  // namespace fuwake::cli
