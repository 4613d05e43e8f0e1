#include "mail/content_fields.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "mail/charsets.h"
#include "mail/encoded_words.h"
#include "mail/headers.h"
#include "text/ascii.h"

namespace fuwake::mail {
namespace {

const std::string no_value;

// By these a part is read.
constexpr std::array<std::string_view, 8> read_by = {"boundary", "charset", "name",  "filename",
                                                     "format",   "delsp",   "start", "type"};

// The characters of a quoted string from `at`, behind its opening quote, on; `at` moves behind its end.
std::string take_quoted(std::string_view raw, std::size_t& at) {
  std::string out;
  for (; at < raw.size() && raw[at] != '"'; ++at) {
    if (raw[at] == '\\' && at + 1 < raw.size()) ++at;
    if (raw[at] != '\r' && raw[at] != '\n') out += raw[at];
  }
  return out;
}

struct RawParameter {
  std::string name;  // lower case; "" for what is none ("foo boundary=x" is read by nobody)
  std::string value;
};

// Takes what stands between two semicolons from `rest`.
RawParameter take_parameter(std::string_view& rest) {
  RawParameter parameter;
  const auto equals = rest.find_first_of("=;");
  if (equals == std::string_view::npos || rest[equals] == ';') {
    rest.remove_prefix(equals == std::string_view::npos ? rest.size() : equals + 1);
    return parameter;
  }
  const std::string_view name = trim_blanks(rest.substr(0, equals));
  if (name.find_first_of(" \t\r\n") == std::string_view::npos) parameter.name = text::to_lower(name);
  std::size_t at = equals + 1;
  while (at < rest.size() && std::string_view(" \t\r\n").find(rest[at]) != std::string_view::npos) ++at;
  if (at < rest.size() && rest[at] == '"') {
    parameter.value = take_quoted(rest, ++at);
    at = std::min(rest.find(';', at), rest.size());
  } else {
    const std::size_t end = std::min(rest.find(';', at), rest.size());
    parameter.value = trim_blanks(rest.substr(at, end - at));
    at = end;
  }
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return parameter;
}

// "name*1*" → base "name", section 1, extended.
struct ParameterName {
  std::string base;
  int section = -1;
  bool extended = false;
};

ParameterName read_name(std::string key) {
  ParameterName name;
  if (key.ends_with('*')) {
    name.extended = true;
    key.pop_back();
  }
  const auto star = key.find('*');
  name.base = key.substr(0, star);
  if (star != std::string::npos) {
    const std::string digits = key.substr(star + 1, 4);
    const bool number =
        !digits.empty() && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    name.section = number ? std::atoi(digits.c_str()) : 0;
  }
  return name;
}

}  // namespace

const std::string& ContentField::parameter(const std::string& lower_name) const {
  const auto found = parameters.find(lower_name);
  return found == parameters.end() ? no_value : found->second;
}

std::string content_value(std::string_view raw) {
  raw = trim_blanks(raw);
  return text::to_lower(raw.substr(0, raw.find_first_of(";, \t\r\n")));
}

ContentField parse_content_field(std::string_view raw) {
  ContentField field;
  field.value = content_value(raw);
  raw.remove_prefix(std::min(raw.find_first_of(";,"), raw.size()));
  if (!raw.empty()) raw.remove_prefix(1);
  struct Sections {
    bool extended = false;
    std::map<int, std::string> values;
  };
  std::map<std::string, Sections> continued;
  std::size_t others = 0;
  while (!raw.empty()) {
    RawParameter parameter = take_parameter(raw);
    if (parameter.name.empty()) continue;
    const ParameterName name = read_name(std::move(parameter.name));
    const bool known = std::find(read_by.begin(), read_by.end(), name.base) != read_by.end();
    if (!known && others++ >= most_parameters) continue;
    if (name.section >= 0) {
      Sections& sections = continued[name.base];
      sections.extended |= name.extended;
      sections.values.emplace(name.section, std::move(parameter.value));
    } else if (name.extended) {
      field.parameters.insert_or_assign(name.base, decode_extended_value(parameter.value));
    } else {
      const bool file = name.base == "name" || name.base == "filename";
      field.parameters.emplace(name.base, file ? decode_text(parameter.value) : std::move(parameter.value));
    }
  }
  for (const auto& [base, sections] : continued) {
    std::string whole;
    for (const auto& [section, value] : sections.values) whole += value;
    field.parameters.insert_or_assign(base, sections.extended ? decode_extended_value(whole) : to_utf8(whole, ""));
  }
  return field;
}

}  // namespace fuwake::mail
