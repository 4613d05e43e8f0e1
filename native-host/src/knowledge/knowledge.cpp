#include "knowledge/knowledge.h"

#include <future>

namespace fuwake::knowledge {
namespace {

// Emscripten's library has threads that never run where it is built without: whoever waited for one would for ever.
#ifdef __EMSCRIPTEN__
constexpr auto side_by_side = std::launch::deferred;
#else
constexpr auto side_by_side = std::launch::async;
#endif

}  // namespace

bool same_owner(const Knowledge& knowledge, std::string_view host, std::string_view other) {
  const Brands& brands = knowledge.brands;
  if (host.empty() || other.empty()) return false;
  if (brands.deciding_domain(host) == brands.deciding_domain(other)) return true;
  const Brand* brand = brands.owner_of(host);
  const Brand* others = brands.owner_of(other);
  if (brand != nullptr && others != nullptr)
    return brand == others || (!brand->group.empty() && brand->group == others->group);
  const MailService* service = knowledge.mail_services.find(host);
  return service != nullptr && service == knowledge.mail_services.find(other);
}

std::unique_ptr<const Brands> read_brands(const std::filesystem::path& data) {
  return std::make_unique<const Brands>(Brands::read(data / "brands", OtherEntities::read(data / "other-entities")));
}

Knowledge read_knowledge(const std::filesystem::path& data, const std::vector<std::filesystem::path>& ip_folders,
                         std::unique_ptr<const Brands> brands) {
  // Thunderbird waits for the greeting, and the greeting for these: what takes longest is read side by side.
  auto wording = std::async(side_by_side, [&] { return Wording::read(data / "wording", data / "lures"); });
  auto services = std::async(side_by_side, [&] { return MailServices::read(data / "mail-services"); });
  if (brands == nullptr) brands = read_brands(data);
  const Brands& there = *brands;
  return {std::move(brands),
          there,
          Lookalikes(there, Lookalikes::read_neighbours(data / "lookalike-neighbours")),
          services.get(),
          StrangersWords::read(data / "strangers-words"),
          wording.get(),
          Words::read(data / "words"),
          Places::read(data / "places"),
          LinkHosts::read(data / "link-hosts"),
          FileKinds::read(data / "file-kinds"),
          Wrappers::read(data / "wrappers"),
          open_networks(ip_folders)};
}

}  // namespace fuwake::knowledge
