#include "knowledge/network_table.h"

#include <algorithm>
#include <utility>

#include "knowledge/stanzas.h"

namespace fuwake::knowledge {
namespace {

constexpr std::string_view first_line = "fuwake-networks-1";
constexpr std::string_view no_country = "--";
constexpr std::size_t bytes_of_owner = 3;

void write_number(std::uint64_t number, std::string& out) {
  for (; number >= 0x80; number >>= 7) out += static_cast<char>((number & 0x7f) | 0x80);
  out += static_cast<char>(number);
}

void write_column(const std::string& column, std::string& out) {
  write_number(column.size(), out);
  out += column;
}

template <typename Numbers>
std::string growing(const Numbers& numbers) {
  std::string column;
  std::uint64_t before = 0;
  for (const std::uint64_t number : numbers) write_number(number - std::exchange(before, number), column);
  return column;
}

void write_ranges(const NetworkColumns::Ranges& ranges, std::string& out) {
  write_column(growing(ranges.first), out);
  for (std::size_t byte = 0; byte < bytes_of_owner; ++byte) {
    std::string column;
    for (const std::uint32_t owner : ranges.owner) column += static_cast<char>(owner >> (8 * byte) & 0xff);
    write_column(column, out);
  }
}

class Reader {
 public:
  Reader(std::string_view bytes, const std::string& where) : rest_(bytes), where_(where) {}

  std::string_view line() {
    const auto end = rest_.find('\n');
    require(end != std::string_view::npos);
    return take(end + 1).substr(0, end);
  }

  std::string_view column() { return take(number(rest_)); }

  std::vector<std::uint64_t> growing() {
    std::string_view bytes = column();
    std::vector<std::uint64_t> numbers;
    for (std::uint64_t before = 0; !bytes.empty(); numbers.push_back(before)) before += number(bytes);
    return numbers;
  }

  void require(bool holds) const {
    if (!holds) throw DataError(where_ + ": is no table of networks, or is cut; please install Fuwake again");
  }

  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view take(std::size_t length) {
    require(length <= rest_.size());
    const std::string_view taken = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return taken;
  }

  std::uint64_t number(std::string_view& bytes) const {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      require(!bytes.empty() && shift < 63);
      const auto byte = static_cast<unsigned char>(bytes.front());
      bytes.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  std::string_view rest_;
  const std::string& where_;
};

NetworkColumns::Ranges read_ranges(Reader& reader, std::size_t owners) {
  NetworkColumns::Ranges ranges;
  ranges.first = reader.growing();
  ranges.owner.resize(ranges.first.size());
  for (std::size_t byte = 0; byte < bytes_of_owner; ++byte) {
    const std::string_view column = reader.column();
    reader.require(column.size() == ranges.owner.size());
    for (std::size_t i = 0; i < column.size(); ++i)
      ranges.owner[i] |= static_cast<std::uint32_t>(static_cast<unsigned char>(column[i])) << (8 * byte);
  }
  reader.require(
      std::all_of(ranges.owner.begin(), ranges.owner.end(), [owners](std::uint32_t owner) { return owner <= owners; }));
  return ranges;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size() - 1);
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return lines;
}

// The owners of one AS number have one name.
std::vector<std::uint32_t> names_of(const std::vector<NetworkColumns::Owner>& owners) {
  std::vector<std::uint32_t> names;
  for (std::size_t i = 0; i < owners.size(); ++i)
    names.push_back(i == 0 ? 0 : names.back() + (owners[i].asn != owners[i - 1].asn ? 1 : 0));
  return names;
}

// The beginning of an address, `bytes` of it, as the number that ranges are told by.
std::uint64_t prefix_of(const std::uint8_t* address, std::size_t bytes) {
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < bytes; ++i) prefix = prefix << 8 | address[i];
  return prefix;
}

std::uint32_t owner_at(const NetworkColumns::Ranges& ranges, std::uint64_t prefix) {
  const auto behind = std::upper_bound(ranges.first.begin(), ranges.first.end(), prefix);
  return behind == ranges.first.begin() ? 0 : ranges.owner[static_cast<std::size_t>(behind - ranges.first.begin()) - 1];
}

}  // namespace

std::string pack_networks(const NetworkColumns& columns) {
  std::string out;
  out.append(first_line).append("\n").append(columns.description).append("\n");
  std::vector<std::uint32_t> numbers;
  std::string countries, names;
  for (const auto& [asn, country_code] : columns.owners) {
    numbers.push_back(asn);
    countries += country_code.empty() ? no_country : country_code;
  }
  for (std::string name : columns.names) {
    std::replace(name.begin(), name.end(), '\n', ' ');
    names.append(name).append("\n");
  }
  for (const std::string& column : {growing(numbers), countries, names}) write_column(column, out);
  write_ranges(columns.v4, out);
  write_ranges(columns.v6, out);
  return out;
}

NetworkColumns unpack_networks(std::string_view bytes, const std::string& where) {
  Reader reader(bytes, where);
  reader.require(reader.line() == first_line);
  NetworkColumns columns;
  columns.description = reader.line();
  const auto numbers = reader.growing();
  const std::string_view countries = reader.column();
  reader.require(countries.size() == numbers.size() * no_country.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::string_view code = countries.substr(i * no_country.size(), no_country.size());
    columns.owners.push_back({static_cast<std::uint32_t>(numbers[i]), is_country_code(code) ? std::string(code) : ""});
  }
  columns.names = lines_of(reader.column());
  columns.v4 = read_ranges(reader, columns.owners.size());
  columns.v6 = read_ranges(reader, columns.owners.size());
  const auto names = names_of(columns.owners);
  reader.require(reader.at_end() && columns.names.size() == (names.empty() ? 0 : names.back() + std::size_t{1}));
  return columns;
}

NetworkTable::NetworkTable(NetworkColumns columns)
    : columns_(std::move(columns)), name_of_(names_of(columns_.owners)) {}

NetworkTable NetworkTable::read(const std::filesystem::path& file) {
  return NetworkTable(unpack_networks(read_file(file), file.string()));
}

std::optional<Network> NetworkTable::find(const IpAddress& address) const {
  constexpr std::size_t v4_begins = 12, v4_bytes = 3, v6_bytes = 6;
  if (!address.is_public()) return std::nullopt;
  const std::uint8_t* bytes = address.bytes().data();
  const std::uint32_t owner = address.is_v4() ? owner_at(columns_.v4, prefix_of(bytes + v4_begins, v4_bytes))
                                              : owner_at(columns_.v6, prefix_of(bytes, v6_bytes));
  if (owner == 0) return std::nullopt;
  const auto& [asn, country_code] = columns_.owners[owner - 1];
  Network network;
  network.asn = asn;
  if (asn != 0) network.organisation = columns_.names[name_of_[owner - 1]];
  network.country_code = country_code;
  return network;
}

}  // namespace fuwake::knowledge
