// The add-on in a profile. Thunderbird lets it go before the copy that the packages put there for all users, whatever
// its version, and also where it is switched off: then nothing of Fuwake runs, and updates of the packages change
// nothing.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace fuwake::cli {

struct AddonCopy {
  std::string version;
  bool is_on = false;
};

/// Our add-on in this profile, by its extensions.json; nullopt where there is none or the file cannot be read. A copy
/// that was laid there since Thunderbird's last start is not seen.
std::optional<AddonCopy> addon_copy_in(const std::filesystem::path& profile);

}  // namespace fuwake::cli
