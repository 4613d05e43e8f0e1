// Who runs an address and in which country, in two megabytes: for the add-on that holds the engine itself. It knows
// networks down to /24 and /48, no places within a country, and who has an address at the time of the data alone.
//
// The file: a line "fuwake-networks-1", a line that says what it was made of, and then columns, each behind its length
// in bytes. Numbers are LEB128, those that grow the difference to the one before.
//   owners' AS numbers, growing | their countries, two letters each or "--" | the names of the AS numbers, a line each
//   IPv4: where ranges begin, growing, as the first three bytes of an address | their owners, low bytes, middle, high
//   IPv6: the same, the first six bytes
// A range goes on to where the next begins; its owner is 0 for nobody, or the place in the owners' columns, from 1 on.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/networks.h"

namespace fuwake::knowledge {

/// What a table says, columns apart.
struct NetworkColumns {
  std::string description;  // "ASN 2026-06-17, DBIP-City-Lite 2026-06-05"

  struct Owner {
    std::uint32_t asn = 0;  // 0: not known
    std::string country_code;
    bool operator==(const Owner&) const = default;
  };
  std::vector<Owner> owners;       // by AS number
  std::vector<std::string> names;  // one an AS number

  struct Ranges {
    std::vector<std::uint64_t> first;  // growing
    std::vector<std::uint32_t> owner;  // 0, or the place in `owners` from 1 on
    bool operator==(const Ranges&) const = default;
  };
  Ranges v4;  // by /24
  Ranges v6;  // by /48

  bool operator==(const NetworkColumns&) const = default;
};

/// The bytes of a file. A line end in a name becomes a blank.
std::string pack_networks(const NetworkColumns& columns);

/// Throws DataError, naming `where`, for what is no such file or is cut.
NetworkColumns unpack_networks(std::string_view bytes, const std::string& where);

class NetworkTable final : public Networks {
 public:
  explicit NetworkTable(NetworkColumns columns);

  /// Throws DataError.
  static NetworkTable read(const std::filesystem::path& file);

  std::optional<Network> find(const IpAddress& address) const override;
  std::vector<std::string> sources() const override { return {columns_.description}; }

 private:
  NetworkColumns columns_;
  std::vector<std::uint32_t> name_of_;  // by owner
};

}  // namespace fuwake::knowledge
