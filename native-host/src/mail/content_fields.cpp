#include "mail/content_fields.h"

#include <algorithm>
#include <cstdlib>

#include "mail/charsets.h"
#include "mail/encoded_words.h"
#include "mail/headers.h"
#include "mail/transfer_encodings.h"

namespace fuwake::mail {
namespace {

const std::string no_value;

// Walks over a field's value; comments are left out, quoted strings lose their quotes.
class Scanner {
 public:
  explicit Scanner(std::string_view raw) : raw_(raw) {}

  bool at_end() const { return at_ >= raw_.size(); }

  // Up to a ";" (or "=", if `stop_at_equals`) that stands outside quotes and comments.
  std::string take(bool stop_at_equals) {
    std::string out;
    while (at_ < raw_.size()) {
      const char c = raw_[at_];
      if (c == ';' || (stop_at_equals && c == '=')) break;
      if (c == '(') {
        skip_comment();
      } else if (c == '"') {
        take_quoted(out);
      } else {
        out += c;
        ++at_;
      }
    }
    return std::string(trim_blanks(out));
  }

  bool skip(char c) {
    if (at_ >= raw_.size() || raw_[at_] != c) return false;
    ++at_;
    return true;
  }

 private:
  void skip_comment() {
    int depth = 0;
    for (; at_ < raw_.size(); ++at_) {
      if (raw_[at_] == '\\') {
        ++at_;
      } else if (raw_[at_] == '(') {
        ++depth;
      } else if (raw_[at_] == ')' && --depth == 0) {
        ++at_;
        return;
      }
    }
    at_ = raw_.size();
  }

  void take_quoted(std::string& out) {
    for (++at_; at_ < raw_.size(); ++at_) {
      if (raw_[at_] == '"') {
        ++at_;
        return;
      }
      if (raw_[at_] == '\\' && at_ + 1 < raw_.size()) ++at_;
      if (raw_[at_] != '\r' && raw_[at_] != '\n') out += raw_[at_];
    }
  }

  std::string_view raw_;
  std::size_t at_ = 0;
};

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
    const bool number = !digits.empty() && std::all_of(digits.begin(), digits.end(), [](char c) {
      return c >= '0' && c <= '9';
    });
    name.section = number ? std::atoi(digits.c_str()) : 0;
  }
  return name;
}

}  // namespace

const std::string& ContentField::parameter(const std::string& lower_name) const {
  const auto found = parameters.find(lower_name);
  return found == parameters.end() ? no_value : found->second;
}

ContentField parse_content_field(std::string_view raw) {
  ContentField field;
  Scanner scanner(raw);
  field.value = to_lower_ascii(scanner.take(false));
  // "multipart/mixed boundary=x", without the semicolon, is not understood by Thunderbird either.
  field.value = field.value.substr(0, field.value.find_first_of(" \t\r\n"));
  struct Sections {
    bool extended = false;
    std::map<int, std::string> values;
  };
  std::map<std::string, Sections> continued;
  std::size_t count = 0;
  while (!scanner.at_end() && count < most_parameters) {
    scanner.skip(';');
    const std::string key = to_lower_ascii(scanner.take(true));
    if (!scanner.skip('=')) continue;
    std::string value = scanner.take(false);
    if (key.empty()) continue;
    ++count;
    const ParameterName name = read_name(key);
    if (name.section >= 0) {
      Sections& sections = continued[name.base];
      sections.extended |= name.extended;
      sections.values.emplace(name.section, std::move(value));
    } else if (name.extended) {
      field.parameters.insert_or_assign(name.base, decode_extended_value(value));
    } else {
      field.parameters.emplace(name.base, decode_text(value));
    }
  }
  for (const auto& [base, sections] : continued) {
    std::string whole;
    for (const auto& [section, value] : sections.values) whole += value;
    field.parameters.insert_or_assign(
        base, sections.extended ? decode_extended_value(whole) : to_utf8(whole, ""));
  }
  return field;
}

}  // namespace fuwake::mail
