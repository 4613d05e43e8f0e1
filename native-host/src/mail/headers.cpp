#include "mail/headers.h"

#include <algorithm>
#include <array>
#include <optional>

#include "interruption/interruption.h"

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

// What a mail is judged by, and what Thunderbird reads. Looked for by all rooms; whoever needs one more adds it.
constexpr std::array<std::string_view, 42> judged_names = {"content-type",
                                                           "content-transfer-encoding",
                                                           "content-disposition",
                                                           "content-id",
                                                           "content-location",
                                                           "content-base",
                                                           "mime-version",
                                                           "from",
                                                           "sender",
                                                           "reply-to",
                                                           "to",
                                                           "cc",
                                                           "subject",
                                                           "date",
                                                           "return-path",
                                                           "message-id",
                                                           "received",
                                                           "received-spf",
                                                           "authentication-results",
                                                           "dkim-signature",
                                                           "arc-authentication-results",
                                                           "arc-message-signature",
                                                           "arc-seal",
                                                           "delivered-to",
                                                           "x-original-to",
                                                           "envelope-to",
                                                           "x-forwarded-for",
                                                           "x-forwarded-to",
                                                           "resent-from",
                                                           "list-id",
                                                           "list-post",
                                                           "list-unsubscribe",
                                                           "precedence",
                                                           "x-mailer",
                                                           "user-agent",
                                                           "in-reply-to",
                                                           "references",
                                                           "x-php-originating-script",
                                                           "x-php-script",
                                                           "x-php-filename",
                                                           "x-source-args",
                                                           "auto-submitted"};
constexpr std::size_t content_names = 6;  // the first of them
// What is shown of a message, or decides whether it is believed: it is told where one of these is too long.
constexpr std::array<std::string_view, 9> shown_names = {
    "from", "sender", "reply-to", "to", "cc", "subject", "date", "received", "authentication-results"};

std::optional<std::size_t> judged_name(std::string_view name) {
  const auto found = std::find_if(judged_names.begin(), judged_names.end(),
                                  [name](std::string_view judged) { return equals_ignoring_case(name, judged); });
  if (found == judged_names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - judged_names.begin());
}

bool is_shown(std::string_view name) {
  return std::any_of(shown_names.begin(), shown_names.end(),
                     [name](std::string_view shown) { return equals_ignoring_case(name, shown); });
}

// Decides which of the fields that come by are kept, so that a flood of them takes no room.
class FieldKeeper {
 public:
  FieldKeeper(HeaderSection& section, HeaderKind kind) : section_(section), kind_(kind) {}

  /// The field, where it is kept and a folded line may go on in it; else nullptr.
  HeaderField* add(const HeaderField& field) {
    const auto judged = judged_name(field.name);
    if (!judged) return kind_ != HeaderKind::mail || others_++ >= most_other_fields ? nullptr : &keep(field);
    const bool content = *judged < content_names;
    if (kind_ == HeaderKind::part && !content) return nullptr;
    if (counts_[*judged]++ < (content || kind_ != HeaderKind::mail ? 2 : most_of_one_name)) {
      last_[*judged] = section_.fields.size();
      return &keep(field);
    }
    if (content || kind_ != HeaderKind::mail) return nullptr;  // the first one counts
    section_.cut = true;
    return &replace_last(*judged, field);
  }

 private:
  HeaderField& keep(const HeaderField& field) {
    section_.fields.push_back(field);
    return section_.fields.back();
  }

  HeaderField& replace_last(std::size_t judged, const HeaderField& field) {
    section_.fields[last_[judged]] = field;
    return section_.fields[last_[judged]];
  }

  HeaderSection& section_;
  HeaderKind kind_;
  std::size_t others_ = 0;
  std::array<std::size_t, judged_names.size()> counts_{};
  std::array<std::size_t, judged_names.size()> last_{};
};

// "Subject: x" → the field; nullopt for a line that is none.
std::optional<HeaderField> field_in(std::string_view line, std::size_t offset) {
  const auto colon = line.substr(0, 300).find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  std::string_view name = line.substr(0, colon);
  while (!name.empty() && is_blank(name.back())) name.remove_suffix(1);
  if (!is_field_name(name)) return std::nullopt;
  return HeaderField{name, line.substr(colon + 1), {offset, line.size()}};
}

void bound_values(HeaderSection& section) {
  for (HeaderField& field : section.fields) {
    if (field.value.size() <= longest_value) continue;
    const auto judged = judged_name(field.name);
    if (judged && *judged < content_names) continue;
    field.value = field.value.substr(0, longest_value);
    section.cut |= is_shown(field.name);
  }
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

bool HeaderSection::is_of_message() const {
  return std::any_of(fields.begin(), fields.end(),
                     [](const HeaderField& field) { return judged_name(field.name).has_value(); });
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

HeaderSection parse_headers(std::string_view source, std::size_t offset, HeaderKind kind,
                            const IsDelimiter& is_delimiter) {
  HeaderSection section;
  FieldKeeper keeper(section, kind);
  HeaderField* open = nullptr;  // the field of the last line, on which a folded line may go on
  while (offset < source.size()) {
    interruption::check();
    const Line line = line_at(source, offset);
    if (line.text.empty()) {
      offset = line.next;
      break;
    }
    if (is_delimiter && line.text.starts_with("--") && is_delimiter(line.text)) break;
    const std::size_t end = offset + line.text.size();
    if (!is_blank(line.text.front())) {
      const auto field = field_in(line.text, offset);
      open = field ? keeper.add(*field) : nullptr;
    } else if (open != nullptr) {
      const auto begin = static_cast<std::size_t>(open->value.data() - source.data());
      open->value = source.substr(begin, end - begin);
      open->span.length = end - open->span.offset;
    }
    offset = line.next;
  }
  // A replaced field stands where an earlier one of its name stood.
  if (section.cut)
    std::stable_sort(section.fields.begin(), section.fields.end(),
                     [](const HeaderField& a, const HeaderField& b) { return a.span.offset < b.span.offset; });
  bound_values(section);
  section.body = offset;
  return section;
}

std::string_view trim_blanks(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') out += c;
  return out;
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() && std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + ('a' - 'A')) : a) == b;
         });
}

}  // namespace fuwake::mail
