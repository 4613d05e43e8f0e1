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
#include "report/sentences.h"
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

using report::Arguments;
using report::Sentences;

// What doctor says, line by line.
class Examination {
 public:
  explicit Examination(const Sentences& sentences) : say_(sentences) {}

  void say(const char* key, const Arguments& arguments) { add(say_.say("doctor", key, arguments)); }
  void note(const char* key, const Arguments& arguments) { line("note", key, arguments); }
  void tell(bool good, const char* key, const Arguments& arguments) { line(good ? "good" : "missing", key, arguments); }
  /// Without it nothing works.
  void need(bool good, const char* key, const Arguments& arguments = {}) {
    tell(good, key, arguments);
    whole_ &= good;
  }

  const std::string& lines() const { return lines_; }
  bool is_whole() const { return whole_; }

 private:
  void line(const char* state, const char* key, const Arguments& arguments) {
    add(say_.say("doctor", state, {{"text", say_.say("doctor", key, arguments)}}));
  }
  void add(const std::string& text) { lines_ += report::printable(text, 4096) + "\n"; }

  const Sentences& say_;
  std::string lines_;
  bool whole_ = true;
};

// Copies of the add-on in profiles, which go before that of the packages.
void look_at_copies(Examination& out) {
  if (platform::addon_files_for_all_users(addon_id).empty()) return;
  for (const fs::path& profile : platform::thunderbird_profiles())
    if (const auto copy = addon_copy_in(profile))
      out.note("copy", {{"profile", profile.string()}, {"version", copy->version}, {"on", copy->is_on ? "yes" : "no"}});
}

const char* which_of(bool first, bool second, const char* first_alone, const char* second_alone) {
  if (first && second) return "both";
  return first ? first_alone : second ? second_alone : "none";
}

void look_at_worker(const platform::Confinement& in_force, Examination& out) {
  const auto memory = in_force.memory / dialogue::megabyte;
  const auto seconds = in_force.time.count();
  out.tell(in_force.system_calls, "worker",
           {{"program", worker_program().string()},
            {"by", which_of(in_force.system_calls, in_force.files > 0, "seccomp", "landlock")},
            {"landlock", std::to_string(in_force.files)},
            {"bounds", which_of(memory > 0, seconds > 0, "memory", "time")},
            {"memory", std::to_string(memory)},
            {"seconds", std::to_string(seconds)}});
}

void look_at_data(Examination& out) {
  try {
    const auto reader = broker::make_reader(worker_program(), data_folder(), ip_folders());
    const auto [brands, sources] = reader->greeting();
    out.need(true, "data", {{"folder", data_folder().string()}, {"count", brands}});
    out.tell(!sources.empty(), sources.empty() ? "ipDataNone" : "ipData",
             {{"sources", fmt::format("{}", fmt::join(sources, ", "))}});
    look_at_worker(reader->perform(dialogue::Status()).confinement, out);
  } catch (const std::exception& error) {
    out.need(false, "dataWrong", {{"reason", error.what()}});
  }
}

void look_at_manifests(Examination& out) {
  bool registered = false;
  for (const bool system : {false, true}) {
    const fs::path file = platform::manifest_file(host_name, system);
    const std::string program = file.empty() ? "" : program_named_in(file);
    if (program.empty()) continue;
    registered |= is_file(program);
    out.tell(is_file(program), "manifest", {{"file", file.string()}, {"program", program}});
  }
  if (!registered) out.need(false, "notRegistered");
}

// Analysis goes on without what cannot be read here, and says so each time; this says what is wrong.
void look_at_decisions(Examination& out) {
  if (decisions_file().empty()) return;
  try {
    const std::size_t count = memory::open_history(decisions_file())->list().size();
    out.need(true, "decisions", {{"file", decisions_file().string()}, {"count", count}});
  } catch (const std::exception& error) {
    out.need(false, "decisionsWrong", {{"reason", error.what()}});
  }
}

void look_at_locked_up(Examination& out) {
  for (const auto& [by, place] : platform::locked_up_thunderbirds())
    out.note(by == platform::LockedUpThunderbird::By::snap ? "snap" : "flatpak", {{"place", place.string()}});
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

bool doctor(const Sentences& sentences, std::string& out) {
  Examination examination(sentences);
  examination.say("program", {{"version", FUWAKE_VERSION}, {"file", platform::program_file().string()}});
  look_at_data(examination);
  examination.tell(is_file(inspector_program()), "inspector", {{"program", inspector_program().string()}});
  look_at_manifests(examination);
  const platform::Thunderbird thunderbird = platform::find_thunderbird();
  examination.tell(thunderbird.installed, "thunderbird", {{"place", thunderbird.place}});
  look_at_decisions(examination);
  look_at_copies(examination);
  look_at_locked_up(examination);
  out = examination.lines();
  return examination.is_whole();
}

}  // namespace fuwake::cli
