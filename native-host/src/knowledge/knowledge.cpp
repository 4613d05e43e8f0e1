#include "knowledge/knowledge.h"

#include <future>

namespace fuwake::knowledge {

Knowledge read_knowledge(const std::filesystem::path& data, const std::vector<std::filesystem::path>& ip_folders) {
  // Thunderbird waits for the greeting, and the greeting for these: what takes longest is read side by side.
  auto wording = std::async(std::launch::async, [&] { return Wording::read(data / "wording"); });
  auto services = std::async(std::launch::async, [&] { return MailServices::read(data / "mail-services"); });
  auto brands = std::make_unique<const Brands>(Brands::read(data / "brands"));
  const Brands& there = *brands;
  return {std::move(brands),
          there,
          Lookalikes(there, Lookalikes::read_neighbours(data / "lookalike-neighbours")),
          services.get(),
          wording.get(),
          Places::read(data / "places"),
          LinkHosts::read(data / "link-hosts"),
          FileKinds::read(data / "file-kinds"),
          Wrappers::read(data / "wrappers"),
          open_networks(ip_folders)};
}

}  // namespace fuwake::knowledge
