// Who runs an IP address and about where it is: MMDB files (MaxMind DB format 2.0).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/ip_address.h"

namespace fuwake::knowledge {

struct Coordinates {
  double latitude = 0;   // degrees, north positive
  double longitude = 0;  // degrees, east positive
};

/// What open data says of an address. Places of IP addresses are guesses: always to be shown as
/// approximate.
struct Network {
  std::uint32_t asn = 0;     // autonomous system number; 0: not known
  std::string organisation;  // of the autonomous system, as registered
  std::string country_code;  // ISO 3166-1 alpha-2
  std::string region;        // in English, as in the data
  std::string city;          // in English, as in the data
  std::optional<Coordinates> coordinates;
};

/// Two capital letters, as ISO 3166-1 has them: what data that are broken hold instead is in no document.
bool is_country_code(std::string_view text);

class Networks {
 public:
  virtual ~Networks() = default;
  /// nullopt where nothing is known of the address.
  virtual std::optional<Network> find(const IpAddress& address) const = 0;
  /// One entry a data file: what it is and its build date ("DBIP-City-Lite 2026-06-05"). Empty:
  /// there is no data.
  virtual std::vector<std::string> sources() const = 0;
};

/// Reads the MMDB files in `folders`; of two files that answer the same question, the one in the
/// earlier folder wins, so a user's own GeoLite2 or DB-IP files come before ours. A file that is
/// missing or broken is left out: without any data all the rest of the program still works.
/// Understands GeoLite2-City/ASN, dbip-city/asn in MaxMind's layout, and the flat layout of the
/// ip-location-db files.
std::unique_ptr<Networks> open_networks(const std::vector<std::filesystem::path>& folders);

}  // namespace fuwake::knowledge
