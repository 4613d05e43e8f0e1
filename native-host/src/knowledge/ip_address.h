// IP addresses as they are recorded in mail: IPv4 (RFC 791), IPv6 (RFC 4291), and which of them
// belong to no public network (IANA's special-purpose registries, RFC 6890).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fuwake::knowledge {

class IpAddress {
 public:
  /// Reads "192.0.2.1" or "2001:db8::1" (also "::ffff:192.0.2.1", which is taken for the IPv4
  /// address it holds). No brackets, no "IPv6:" prefix, no scope: nullopt for these.
  static std::optional<IpAddress> parse(std::string_view text);

  bool is_v4() const { return v4_; }

  /// True for an address that the public internet routes: not private, loopback, link-local,
  /// documentation, multicast, reserved.
  bool is_public() const;

  /// True for the addresses that examples are written with (RFC 5737, RFC 3849): they stand for
  /// public ones.
  bool is_documentation() const;

  std::string to_string() const;

  /// In the order of the network; of an IPv4 address the last four.
  const std::array<std::uint8_t, 16>& bytes() const { return bytes_; }

  bool operator==(const IpAddress&) const = default;

 private:
  // IPv4 in the last four bytes, as in an IPv4-mapped IPv6 address.
  std::array<std::uint8_t, 16> bytes_{};
  bool v4_ = false;
};

}  // namespace fuwake::knowledge
