#include "knowledge/stanzas.h"

#include <algorithm>
#include <charconv>
#include <fstream>

#include "text/ascii.h"

namespace fuwake::knowledge {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

constexpr std::string_view name_key = "name";
constexpr std::string_view name_start = "name-";
constexpr std::string_view name_in_any_language = "name-*";

// The keys that stanzas may have. A language is looked up once: thousands of names are in the same few.
class Keys {
 public:
  explicit Keys(const std::vector<std::string_view>& keys) : keys_(keys) {}

  bool have(std::string_view key) {
    if (!key.starts_with(name_start)) return contains(keys_, key);
    return contains(keys_, name_in_any_language) && knows(key.substr(name_start.size()));
  }

 private:
  static bool contains(const std::vector<std::string_view>& all, std::string_view one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  }

  bool knows(std::string_view language) {
    if (contains(languages_, language)) return true;
    if (!is_language(language)) return false;
    languages_.push_back(language);
    return true;
  }

  const std::vector<std::string_view>& keys_;
  std::vector<std::string_view> languages_;  // of the text that is read
};

}  // namespace

std::vector<std::string> Stanza::all(std::string_view key) const {
  std::vector<std::string> values;
  for (const auto& [name, value] : fields)
    if (name == key) values.push_back(value);
  return values;
}

std::string Stanza::first(std::string_view key) const {
  for (const auto& [name, value] : fields)
    if (name == key) return value;
  return {};
}

ByLanguage<std::string> Stanza::names() const {
  ByLanguage<std::string> names;
  for (const auto& [key, value] : fields) {
    if (key == name_key) names.add(std::string(fallback_language), value);
    if (key.starts_with(name_start)) names.add(key.substr(name_start.size()), value);
  }
  if (!names.has(fallback_language)) throw DataError(where + ": no name");
  return names;
}

std::vector<Stanza> parse_stanzas(std::string_view text, const std::string& file_name,
                                  const std::vector<std::string_view>& keys) {
  std::vector<Stanza> stanzas;
  Keys known(keys);
  int number = 0;
  const auto where = [&] { return file_name + ":" + std::to_string(number); };
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[' && line.back() == ']') {
      stanzas.push_back({std::string(line.substr(1, line.size() - 2)), where(), {}});
      continue;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) throw DataError(where() + ": neither \"[entry]\" nor \"key: value\"");
    const std::string_view key = trim(line.substr(0, colon));
    const std::string_view value = trim(line.substr(colon + 1));
    if (stanzas.empty()) throw DataError(where() + ": a field before the first \"[entry]\"");
    if (!known.have(key)) throw DataError(where() + ": unknown key \"" + std::string(key) + "\"");
    if (value.empty()) throw DataError(where() + ": \"" + std::string(key) + "\" has no value");
    stanzas.back().fields.emplace_back(key, value);
  }
  return stanzas;
}

std::vector<std::string> alternatives(std::string_view value, const std::string& where) {
  const std::string_view whole = value;
  std::vector<std::string> values(1);
  while (true) {
    const auto open = value.find('{');
    const auto close = value.find('}');
    for (std::string& each : values) each += value.substr(0, open);
    if (open == std::string_view::npos && close == std::string_view::npos) return values;
    if (open == std::string_view::npos || close == std::string_view::npos || close < open + 2)
      throw DataError(where + ": braces that enclose nothing: " + std::string(whole));
    std::vector<std::string> longer;
    for (std::string_view inside : text::split(value.substr(open + 1, close - open - 1), ',')) {
      inside = trim(inside);
      if (inside.empty()) throw DataError(where + ": an empty alternative: " + std::string(whole));
      for (const std::string& each : values) longer.push_back(each + std::string(inside));
    }
    values = std::move(longer);
    value.remove_prefix(close + 1);
  }
}

std::uint32_t network_number(const Stanza& stanza, const std::string& value) {
  std::uint32_t asn = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), asn);
  if (error != std::errc() || end != value.data() + value.size())
    throw DataError(stanza.where + ": network is not a number: " + value);
  return asn;
}

std::vector<Stanza> read_stanzas(const std::filesystem::path& folder, const std::vector<std::string_view>& keys) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  if (files.empty()) throw DataError(folder.string() + ": no data files there");
  std::sort(files.begin(), files.end());
  std::vector<Stanza> stanzas;
  for (const auto& file : files) {
    const std::string name = folder.filename().string() + "/" + file.filename().string();
    for (Stanza& stanza : parse_stanzas(read_file(file), name, keys)) stanzas.push_back(std::move(stanza));
  }
  return stanzas;
}

std::string read_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string text;
  char buffer[1 << 16];
  while (stream.read(buffer, sizeof buffer) || stream.gcount() > 0)
    text.append(buffer, static_cast<std::size_t>(stream.gcount()));
  // Not there, a folder in its place, a broken disk.
  if (!stream.is_open() || stream.bad()) throw DataError(file.string() + ": cannot be read");
  return text;
}

}  // namespace fuwake::knowledge
