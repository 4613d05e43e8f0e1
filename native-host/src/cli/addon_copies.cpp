#include "cli/addon_copies.h"

#include <nlohmann/json.hpp>

#include "cli/registration.h"
#include "knowledge/stanzas.h"

namespace fuwake::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// Thunderbird's own; with dozens of add-ons it has some hundred KB.
constexpr std::uintmax_t longest_list = 16 * 1024 * 1024;

json list_of_addons(const fs::path& file) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(file, error);
  if (error || size > longest_list) return nullptr;
  const json list = json::parse(knowledge::read_file(file), nullptr, false);
  return list.is_object() && list.contains("addons") ? list["addons"] : json(nullptr);
}

bool is_text(const json& object, const char* key, std::string_view text) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() && found->get_ref<const std::string&>() == text;
}

}  // namespace

std::optional<AddonCopy> addon_copy_in(const fs::path& profile) {
  for (const json& addon : list_of_addons(profile / "extensions.json")) {
    if (!addon.is_object() || !is_text(addon, "id", addon_id) || !is_text(addon, "location", "app-profile")) continue;
    const auto version = addon.find("version"), active = addon.find("active");
    const bool has_version = version != addon.end() && version->is_string();
    return AddonCopy{has_version ? version->get<std::string>() : "", active != addon.end() && *active == true};
  }
  return std::nullopt;
}

}  // namespace fuwake::cli
