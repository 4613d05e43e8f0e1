#include "knowledge/knowledge.h"

namespace fuwake::knowledge {

Knowledge read_knowledge(const std::filesystem::path& data,
                         const std::vector<std::filesystem::path>& ip_folders) {
  auto brands = std::make_unique<const Brands>(Brands::read(data / "brands"));
  const Brands& there = *brands;
  return {std::move(brands),
          there,
          Lookalikes(there, Lookalikes::read_neighbours(data / "lookalike-neighbours")),
          MailServices::read(data / "mail-services"),
          Wording::read(data / "wording"),
          Places::read(data / "places"),
          LinkHosts::read(data / "link-hosts"),
          FileKinds::read(data / "file-kinds"),
          Wrappers::read(data / "wrappers"),
          open_networks(ip_folders)};
}

}  // namespace fuwake::knowledge
