// Mails and material for the tests of the later rooms.
#pragma once

#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>

#include "knowledge/knowledge.h"

namespace fuwake::tests {

inline std::string read_mail(const std::string& name) {
  std::ifstream stream(std::string(FUWAKE_SOURCE_DIR "/tests/") + name, std::ios::binary);
  if (!stream) throw std::runtime_error("no mail " + name);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

/// Says of the founding mail's addresses what open IP data say, without the data.
class FoundingNetworks final : public knowledge::Networks {
 public:
  std::optional<knowledge::Network> find(const knowledge::IpAddress& address) const override {
    if (!address.to_string().starts_with("120.136.14.")) return std::nullopt;
    return knowledge::Network{131965,  "Xserver Inc.", "JP",
                              "Tokyo", "Chiyoda City", knowledge::Coordinates{35.69, 139.77}};
  }
  std::vector<std::string> sources() const override { return {"test"}; }
};

inline knowledge::Knowledge knowledge_with_networks() {
  auto knowledge = knowledge::read_knowledge(FUWAKE_DATA_DIR, {});
  knowledge.networks = std::make_unique<FoundingNetworks>();
  return knowledge;
}

}  // namespace fuwake::tests
