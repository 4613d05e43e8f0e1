// The template that a document in RTF fetches when it is opened: "{\*\template http://…}" (Rich Text Format
// Specification 1.9.1, "Document Formatting Properties"). Its letters may be escaped, as attackers do: "\'68",
// "\u104?".
#include <charconv>

#include "inspector/inspect.h"

namespace fuwake::inspector {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int number_in(std::string_view digits, int base) {
  int value = -1;
  (void)std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  return value;
}

// Takes "\u104?" or another control word with its number and the space that ends it. Of a letter that is told by its
// number one stands behind it for programs that know none.
void take_control_word(std::string_view& text, std::string& out) {
  std::size_t end = 1;
  while (end < text.size() && is_letter(text[end])) ++end;
  const std::string_view word = text.substr(1, end - 1);
  const auto number_end = std::min(text.find_first_not_of("-0123456789", end), text.size());
  const int number = number_in(text.substr(end, number_end - end), 10);
  text.remove_prefix(number_end);
  if (text.starts_with(' ')) text.remove_prefix(1);
  if (word != "u" || number < 0) return;
  out += number < 0x80 ? static_cast<char>(number) : '?';
  if (text.starts_with("\\'"))
    text.remove_prefix(std::min<std::size_t>(text.size(), 4));
  else if (!text.empty() && text.front() != '\\' && text.front() != '}')
    text.remove_prefix(1);
}

void take_escape(std::string_view& text, std::string& out) {
  if (text.size() < 2) {
    text = {};
    return;
  }
  if (is_letter(text[1])) {
    take_control_word(text, out);
    return;
  }
  const bool byte = text[1] == '\'';
  const int value = byte ? number_in(text.substr(2, 2), 16) : text[1];
  if (value > 0) out += static_cast<char>(value);
  text.remove_prefix(std::min<std::size_t>(text.size(), byte ? 4 : 2));
}

// To the end of the group; groups in it are of no account.
std::string text_of_group(std::string_view text) {
  std::string out;
  while (!text.empty() && text.front() != '}' && out.size() < 2 * longest_target) {
    if (text.front() == '\\') {
      take_escape(text, out);
      continue;
    }
    if (text.front() != '\r' && text.front() != '\n' && text.front() != '{') out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

}  // namespace

void read_rtf(std::string_view bytes, Content& content) {
  constexpr std::string_view beginning = "{\\rt", word = "\\template";
  if (!bytes.starts_with(beginning)) return;
  for (auto at = bytes.find(word); at != std::string_view::npos; at = bytes.find(word, at)) {
    at += word.size();
    constexpr std::size_t longest_group = 8 * longest_target;
    if (at < bytes.size() && !is_letter(bytes[at]))
      add_fetched(content, text_of_group(bytes.substr(at, longest_group)));
  }
}

}  // namespace fuwake::inspector
