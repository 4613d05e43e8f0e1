#include "knowledge/networks.h"

#include <maxminddb.h>

#include <algorithm>
#include <ctime>
#include <initializer_list>

#include "knowledge/stanzas.h"

namespace fuwake::knowledge {
namespace {

class Database {
 public:
  // Null where it cannot be opened, or mapped, just now: all else works without places.
  static std::unique_ptr<Database> open(const std::filesystem::path& file) {
    auto database = std::unique_ptr<Database>(new Database);
    // One that is cut lacks the metadata at its end; to go on without it would be to judge without places unasked.
    const int error = MMDB_open(file.c_str(), MMDB_MODE_MMAP, &database->mmdb_);
    if (error == MMDB_FILE_OPEN_ERROR || error == MMDB_OUT_OF_MEMORY_ERROR) return nullptr;
    if (error != MMDB_SUCCESS) throw DataError(file.string() + ": " + MMDB_strerror(error));
    database->open_ = true;
    return database;
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database() {
    if (open_) MMDB_close(&mmdb_);
  }

  bool covers(const IpAddress& address) const { return address.is_v4() || mmdb_.metadata.ip_version == 6; }

  std::optional<MMDB_entry_s> find(const IpAddress& address) const {
    if (!covers(address)) return std::nullopt;
    int address_error = 0;
    int error = MMDB_SUCCESS;
    auto result = MMDB_lookup_string(&mmdb_, address.to_string().c_str(), &address_error, &error);
    if (address_error != 0 || error != MMDB_SUCCESS || !result.found_entry) return std::nullopt;
    return result.entry;
  }

  std::string describe() const {
    const auto epoch = static_cast<std::time_t>(mmdb_.metadata.build_epoch);
    std::tm date{};
    gmtime_r(&epoch, &date);
    char text[16];
    std::strftime(text, sizeof text, "%Y-%m-%d", &date);
    return std::string(mmdb_.metadata.database_type) + " " + text;
  }

 private:
  Database() = default;
  MMDB_s mmdb_{};
  bool open_ = false;
};

using Path = std::initializer_list<const char*>;

std::optional<MMDB_entry_data_s> value(MMDB_entry_s entry, Path path) {
  std::vector<const char*> steps(path);
  steps.push_back(nullptr);
  MMDB_entry_data_s data{};
  if (MMDB_aget_value(&entry, &data, steps.data()) != MMDB_SUCCESS || !data.has_data) return std::nullopt;
  return data;
}

std::string text(MMDB_entry_s entry, std::initializer_list<Path> paths) {
  for (const Path& path : paths) {
    const auto data = value(entry, path);
    if (data && data->type == MMDB_DATA_TYPE_UTF8_STRING && data->data_size > 0)
      return std::string(data->utf8_string, data->data_size);
  }
  return {};
}

std::optional<double> number(MMDB_entry_s entry, std::initializer_list<Path> paths) {
  for (const Path& path : paths) {
    const auto data = value(entry, path);
    if (!data) continue;
    if (data->type == MMDB_DATA_TYPE_DOUBLE) return data->double_value;
    if (data->type == MMDB_DATA_TYPE_FLOAT) return static_cast<double>(data->float_value);
    if (data->type == MMDB_DATA_TYPE_UINT32) return data->uint32;
  }
  return std::nullopt;
}

void read_place(MMDB_entry_s entry, Network& network) {
  if (!network.country_code.empty()) return;
  std::string country_code = text(entry, {{"country_code"}, {"country", "iso_code"}});
  if (!is_country_code(country_code)) return;
  network.country_code = std::move(country_code);
  network.region = text(entry, {{"state1"}, {"subdivisions", "0", "names", "en"}});
  network.city = text(entry, {{"city", "names", "en"}, {"city"}});
  const auto latitude = number(entry, {{"latitude"}, {"location", "latitude"}});
  const auto longitude = number(entry, {{"longitude"}, {"location", "longitude"}});
  if (latitude && longitude) network.coordinates = Coordinates{*latitude, *longitude};
}

void read_operator(MMDB_entry_s entry, Network& network) {
  if (network.asn != 0) return;
  network.asn = static_cast<std::uint32_t>(number(entry, {{"autonomous_system_number"}}).value_or(0));
  network.organisation = text(entry, {{"autonomous_system_organization"}});
}

class MmdbNetworks final : public Networks {
 public:
  explicit MmdbNetworks(std::vector<std::unique_ptr<Database>> databases) : databases_(std::move(databases)) {}

  std::optional<Network> find(const IpAddress& address) const override {
    if (!address.is_public()) return std::nullopt;
    Network network;
    for (const auto& database : databases_) {
      const auto entry = database->find(address);
      if (!entry) continue;
      read_place(*entry, network);
      read_operator(*entry, network);
    }
    if (network.asn == 0 && network.country_code.empty()) return std::nullopt;
    return network;
  }

  std::vector<std::string> sources() const override {
    std::vector<std::string> names;
    for (const auto& database : databases_) names.push_back(database->describe());
    return names;
  }

 private:
  std::vector<std::unique_ptr<Database>> databases_;
};

}  // namespace

bool is_country_code(std::string_view text) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return text.size() == 2 && std::all_of(text.begin(), text.end(), is_capital);
}

std::unique_ptr<Networks> open_networks(const std::vector<std::filesystem::path>& folders) {
  std::vector<std::unique_ptr<Database>> databases;
  for (const auto& folder : folders) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
      if (entry.path().extension() == ".mmdb") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files)
      if (auto database = Database::open(file)) databases.push_back(std::move(database));
  }
  return std::make_unique<MmdbNetworks>(std::move(databases));
}

}  // namespace fuwake::knowledge
