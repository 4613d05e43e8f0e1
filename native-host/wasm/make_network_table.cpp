// Makes the table of networks that the add-on holds (knowledge/network_table.h) of the IP data of the program.
// usage: make_network_table OUT FOLDER   of two files that know a thing of an address the first by name counts
#include <maxminddb.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "knowledge/network_table.h"

namespace {

using fuwake::knowledge::NetworkColumns;

constexpr int v4_depth = 24, v6_depth = 48;

struct Known {
  std::uint32_t asn = 0;
  std::string country_code;
  auto operator<=>(const Known&) const = default;
};

std::optional<MMDB_entry_data_s> value(MMDB_entry_s entry, const char* const* path) {
  MMDB_entry_data_s data{};
  if (MMDB_aget_value(&entry, &data, path) != MMDB_SUCCESS || !data.has_data) return std::nullopt;
  return data;
}

std::string text(MMDB_entry_s entry, const char* const* path) {
  const auto data = value(entry, path);
  return data && data->type == MMDB_DATA_TYPE_UTF8_STRING ? std::string(data->utf8_string, data->data_size) : "";
}

// From `first` on the addresses are this one's, until the next.
using Cuts = std::vector<std::pair<std::uint64_t, Known>>;

// All networks of a database, in their order, down to some depth: of what lies below the first is taken.
class Walk {
 public:
  Walk(const MMDB_s& database, int depth, std::map<std::uint32_t, std::string>& names)
      : database_(database), depth_(depth), names_(names) {}

  Cuts v4() {
    if (database_.metadata.ip_version == 4) return from(0);
    const auto& start = database_.ipv4_start_node;
    return from(start.node_value);
  }
  Cuts v6() { return database_.metadata.ip_version == 6 ? from(0) : Cuts(); }

 private:
  Cuts from(std::uint32_t node) {
    go(MMDB_RECORD_TYPE_SEARCH_NODE, node, {}, 0, 0);
    return std::move(cuts_);
  }

  // NOLINTNEXTLINE(misc-no-recursion): as deep as an address is long
  void go(std::uint8_t type, std::uint64_t record, MMDB_entry_s entry, std::uint64_t prefix, int bit) {
    if (type == MMDB_RECORD_TYPE_SEARCH_NODE && bit < depth_) {
      MMDB_search_node_s node{};
      if (MMDB_read_node(&database_, static_cast<std::uint32_t>(record), &node) != MMDB_SUCCESS) return;
      go(node.left_record_type, node.left_record, node.left_record_entry, prefix << 1, bit + 1);
      go(node.right_record_type, node.right_record, node.right_record_entry, prefix << 1 | 1, bit + 1);
      return;
    }
    const Known known = type == MMDB_RECORD_TYPE_SEARCH_NODE ? first_below(static_cast<std::uint32_t>(record))
                        : type == MMDB_RECORD_TYPE_DATA      ? known_of(entry)
                                                             : Known();
    add(prefix << (depth_ - bit), known);
  }

  Known first_below(std::uint32_t number) {
    MMDB_search_node_s node{};
    if (MMDB_read_node(&database_, number, &node) != MMDB_SUCCESS) return {};
    for (const auto& [type, record, entry] :
         {std::tuple(node.left_record_type, node.left_record, node.left_record_entry),
          std::tuple(node.right_record_type, node.right_record, node.right_record_entry)}) {
      if (type == MMDB_RECORD_TYPE_DATA) return known_of(entry);
      if (type == MMDB_RECORD_TYPE_SEARCH_NODE)
        if (Known known = first_below(static_cast<std::uint32_t>(record)); known != Known()) return known;
    }
    return {};
  }

  const Known& known_of(MMDB_entry_s entry) {
    const auto [at, is_new] = known_.try_emplace(entry.offset);
    if (is_new) at->second = read(entry);
    return at->second;
  }

  Known read(MMDB_entry_s entry) {
    static const char* const number[] = {"autonomous_system_number", nullptr};
    static const char* const organisation[] = {"autonomous_system_organization", nullptr};
    static const char* const country[] = {"country_code", nullptr};
    Known known;
    if (const auto asn = value(entry, number); asn && asn->type == MMDB_DATA_TYPE_UINT32) known.asn = asn->uint32;
    if (known.asn != 0) names_.try_emplace(known.asn, text(entry, organisation));
    if (std::string code = text(entry, country); fuwake::knowledge::is_country_code(code))
      known.country_code = std::move(code);
    return known;
  }

  void add(std::uint64_t first, const Known& known) {
    if (cuts_.empty() || cuts_.back().second != known) cuts_.emplace_back(first, known);
  }

  const MMDB_s& database_;
  int depth_;
  std::map<std::uint32_t, std::string>& names_;
  std::unordered_map<std::uint32_t, Known> known_;
  Cuts cuts_;
};

Known joined(const Known& one, const Known& other) {
  return {one.asn != 0 ? one.asn : other.asn, one.country_code.empty() ? other.country_code : one.country_code};
}

Cuts joined(const Cuts& some, const Cuts& others) {
  Cuts all;
  Known here, there;
  for (std::size_t i = 0, j = 0; i < some.size() || j < others.size();) {
    const std::uint64_t first =
        j == others.size() || (i < some.size() && some[i].first <= others[j].first) ? some[i].first : others[j].first;
    if (i < some.size() && some[i].first == first) here = some[i++].second;
    if (j < others.size() && others[j].first == first) there = others[j++].second;
    if (const Known both = joined(here, there); all.empty() || all.back().second != both) all.emplace_back(first, both);
  }
  return all;
}

using Owners = std::map<Known, std::uint32_t>;

NetworkColumns::Ranges ranges_of(const Cuts& cuts, const Owners& owners) {
  NetworkColumns::Ranges ranges;
  for (const auto& [first, known] : cuts) {
    ranges.first.push_back(first);
    ranges.owner.push_back(known == Known() ? 0 : owners.at(known));
  }
  return ranges;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator(argv[2]))
    if (file.path().extension() == ".mmdb") files.push_back(file.path());
  std::sort(files.begin(), files.end());
  std::map<std::uint32_t, std::string> names;
  Cuts v4, v6;
  for (const auto& file : files) {
    MMDB_s database{};
    if (const int error = MMDB_open(file.c_str(), MMDB_MODE_MMAP, &database); error != MMDB_SUCCESS) {
      std::fprintf(stderr, "%s: %s\n", file.c_str(), MMDB_strerror(error));
      return 1;
    }
    v4 = joined(v4, Walk(database, v4_depth, names).v4());
    v6 = joined(v6, Walk(database, v6_depth, names).v6());
    MMDB_close(&database);
  }
  // Databases keep IPv4 addresses below ::/96.
  if (!v6.empty() && v6.front().first == 0) v6.front().second = {};
  Owners owners;
  for (const Cuts* cuts : {&v4, &v6})
    for (const auto& [first, known] : *cuts)
      if (known != Known()) owners.try_emplace(known);
  NetworkColumns columns;
  for (const std::string& source : fuwake::knowledge::open_networks({argv[2]})->sources())
    columns.description += (columns.description.empty() ? "" : ", ") + source;
  for (auto& [known, number] : owners) {
    if (columns.owners.empty() || columns.owners.back().asn != known.asn) columns.names.push_back(names[known.asn]);
    columns.owners.push_back({known.asn, known.country_code});
    number = static_cast<std::uint32_t>(columns.owners.size());
  }
  columns.v4 = ranges_of(v4, owners);
  columns.v6 = ranges_of(v6, owners);
  std::ofstream out(argv[1], std::ios::binary);
  out << fuwake::knowledge::pack_networks(columns);
  out.close();
  std::printf("%zu owners, %zu + %zu ranges\n", columns.owners.size(), v4.size(), v6.size());
  return out ? 0 : 1;
}
