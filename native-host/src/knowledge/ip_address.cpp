#include "knowledge/ip_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <span>

namespace fuwake::knowledge {
namespace {

struct Block {
  const char* network;
  int prefix;
};

// RFC 6890 and its successors in IANA's special-purpose address registries.
constexpr Block special_v4[] = {
    {"0.0.0.0", 8},       {"10.0.0.0", 8},     {"100.64.0.0", 10}, {"127.0.0.0", 8},    {"169.254.0.0", 16},
    {"172.16.0.0", 12},   {"192.0.0.0", 24},   {"192.0.2.0", 24},  {"192.168.0.0", 16}, {"198.18.0.0", 15},
    {"198.51.100.0", 24}, {"203.0.113.0", 24}, {"224.0.0.0", 4},   {"240.0.0.0", 4},
};
constexpr Block special_v6[] = {
    {"::", 127},    {"64:ff9b:1::", 48}, {"100::", 64},  {"2001:db8::", 32},
    {"3fff::", 20}, {"fc00::", 7},       {"fe80::", 10}, {"ff00::", 8},
};

constexpr Block documentation_v4[] = {{"192.0.2.0", 24}, {"198.51.100.0", 24}, {"203.0.113.0", 24}};
constexpr Block documentation_v6[] = {{"2001:db8::", 32}, {"3fff::", 20}};

bool in_block(const std::uint8_t* address, const std::uint8_t* network, int prefix) {
  for (int bit = 0; bit < prefix; bit += 8) {
    const int here = std::min(8, prefix - bit);
    const auto mask = static_cast<std::uint8_t>(0xff << (8 - here));
    if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) return false;
  }
  return true;
}

bool in_any(const std::uint8_t* address, std::span<const Block> blocks, int family) {
  return std::any_of(blocks.begin(), blocks.end(), [&](const Block& block) {
    std::array<std::uint8_t, 16> network{};
    inet_pton(family, block.network, network.data());
    return in_block(address, network.data(), block.prefix);
  });
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  if (text.empty() || text.size() >= INET6_ADDRSTRLEN) return std::nullopt;
  const std::string zero_terminated(text);
  IpAddress address;
  if (inet_pton(AF_INET, zero_terminated.c_str(), address.bytes_.data() + 12) == 1) {
    address.v4_ = true;
    return address;
  }
  if (inet_pton(AF_INET6, zero_terminated.c_str(), address.bytes_.data()) != 1) return std::nullopt;
  constexpr std::array<std::uint8_t, 12> mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (std::equal(mapped.begin(), mapped.end(), address.bytes_.begin())) {
    std::fill_n(address.bytes_.begin(), 12, std::uint8_t{0});
    address.v4_ = true;
  }
  return address;
}

bool IpAddress::is_public() const {
  return v4_ ? !in_any(bytes_.data() + 12, special_v4, AF_INET) : !in_any(bytes_.data(), special_v6, AF_INET6);
}

bool IpAddress::is_documentation() const {
  return v4_ ? in_any(bytes_.data() + 12, documentation_v4, AF_INET)
             : in_any(bytes_.data(), documentation_v6, AF_INET6);
}

std::string IpAddress::to_string() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(v4_ ? AF_INET : AF_INET6, v4_ ? bytes_.data() + 12 : bytes_.data(), text.data(), text.size());
  return text.data();
}

}  // namespace fuwake::knowledge
