#include "knowledge/knowledge.h"

namespace fuwake::knowledge {

Knowledge read_knowledge(const std::filesystem::path& data,
                         const std::vector<std::filesystem::path>& ip_folders) {
  return {Brands::read(data / "brands"), MailServices::read(data / "mail-services"),
          Wording::read(data / "wording"), open_networks(ip_folders)};
}

}  // namespace fuwake::knowledge
