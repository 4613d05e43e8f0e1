#include "mail/headers.h"

#include <algorithm>

namespace fuwake::mail {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

// RFC 5322, section 2.2: printable ASCII without the colon. Readers allow blanks before the colon.
bool is_field_name(std::string_view name) {
  return !name.empty() && name.size() <= 256 &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace

Line line_at(std::string_view source, std::size_t offset) {
  // In windows that grow: a mail of bare CRs without any LF must not be searched to its end for each.
  std::size_t end = offset;
  for (std::size_t window = 256; end < source.size(); window *= 2) {
    const std::string_view stretch = source.substr(end, window);
    const auto newline = stretch.find('\n');
    const auto carriage_return = stretch.substr(0, newline).find('\r');
    if (const auto found = std::min(newline, carriage_return); found != std::string_view::npos) {
      end += found;
      break;
    }
    end += stretch.size();
  }
  const auto text = source.substr(offset, end - offset);
  if (end >= source.size()) return {text, source.size()};
  const bool crlf = source[end] == '\r' && end + 1 < source.size() && source[end + 1] == '\n';
  return {text, end + (crlf ? 2 : 1)};
}

const HeaderField* HeaderSection::find(std::string_view lower_name) const {
  for (const HeaderField& field : fields)
    if (equals_ignoring_case(field.name, lower_name)) return &field;
  return nullptr;
}

std::vector<const HeaderField*> HeaderSection::all(std::string_view lower_name) const {
  std::vector<const HeaderField*> found;
  for (const HeaderField& field : fields)
    if (equals_ignoring_case(field.name, lower_name)) found.push_back(&field);
  return found;
}

HeaderSection parse_headers(std::string_view source, std::size_t offset, bool within_multipart) {
  HeaderSection section;
  bool continues = false;  // the last line was a field that a folded line may go on
  while (offset < source.size()) {
    const Line line = line_at(source, offset);
    if (line.text.empty()) {
      offset = line.next;
      break;
    }
    if (within_multipart && line.text.starts_with("--")) break;
    const std::size_t end = offset + line.text.size();
    if (is_blank(line.text.front())) {
      if (continues) {
        HeaderField& field = section.fields.back();
        const auto begin = static_cast<std::size_t>(field.value.data() - source.data());
        field.value = source.substr(begin, end - begin);
        field.span.length = end - field.span.offset;
      }
    } else {
      const auto colon = line.text.substr(0, 300).find(':');
      continues = false;
      if (colon != std::string_view::npos) {
        auto name = line.text.substr(0, colon);
        while (!name.empty() && is_blank(name.back())) name.remove_suffix(1);
        if (is_field_name(name)) {
          if (section.fields.size() < most_fields) {
            section.fields.push_back(
                {name, line.text.substr(colon + 1), {offset, line.text.size()}});
            continues = true;
          } else {
            section.cut = true;
          }
        }
      }
    }
    offset = line.next;
  }
  for (HeaderField& field : section.fields) {
    if (field.value.size() > longest_value) {
      field.value = field.value.substr(0, longest_value);
      section.cut = true;
    }
  }
  section.body = offset;
  return section;
}

std::string_view trim_blanks(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() &&
         std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + ('a' - 'A')) : a) == b;
         });
}

}  // namespace fuwake::mail
