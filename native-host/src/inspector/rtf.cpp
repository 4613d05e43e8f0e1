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

// What of a group is text: control words are undone, and of groups in it those that programs may pass over
// ("{\*\zz …}") are.
class GroupReader {
 public:
  /// `substitutes`: as many stand behind a letter that is told by its number, as the groups around this one say.
  GroupReader(std::string_view text, std::size_t substitutes) : rest_(text), substitutes_(substitutes) {}

  std::string read() {
    std::size_t depth = 1;
    while (!rest_.empty() && out_.size() < 2 * longest_target) {
      const char c = rest_.front();
      if (c == '\\') {
        take_escape();
        continue;
      }
      if (c == '}' && --depth == 0) break;
      if (c == '{') ++depth;
      if (c == '{' && begins_ignored()) {
        skip_group();
        --depth;
        continue;
      }
      if (c != '\r' && c != '\n' && c != '{' && c != '}') add(c);
      rest_.remove_prefix(1);
    }
    return std::move(out_);
  }

 private:
  void add(char c) {
    if (to_skip_ > 0)
      --to_skip_;
    else
      out_ += c;
  }

  // "{\*", between which a line may end.
  bool begins_ignored() const {
    const auto word = rest_.find_first_not_of("\r\n", 1);
    return word != std::string_view::npos && rest_.substr(word).starts_with("\\*");
  }

  void take(std::size_t length) { rest_.remove_prefix(std::min(rest_.size(), length)); }

  // "\bin3 }}}": so many bytes are none of ours.
  bool skip_binary() {
    constexpr std::string_view word = "\\bin";
    if (!rest_.starts_with(word)) return false;
    const auto end = std::min(rest_.find_first_not_of("0123456789", word.size()), rest_.size());
    const int number = number_in(rest_.substr(word.size(), end - word.size()), 10);
    if (number < 0) return false;
    take(end);
    if (rest_.starts_with(' ')) take(1);
    take(static_cast<std::size_t>(number));
    return true;
  }

  void skip_group() {
    std::size_t depth = 0;
    do {
      if (skip_binary()) continue;
      depth += rest_.front() == '{' ? 1U : 0U;
      depth -= rest_.front() == '}' ? 1U : 0U;
      take(rest_.front() == '\\' ? 2 : 1);
    } while (!rest_.empty() && depth > 0);
  }

  void take_escape() {
    if (skip_binary()) return;
    if (rest_.size() > 1 && is_letter(rest_[1])) {
      take_control_word();
      return;
    }
    const bool byte = rest_.substr(1).starts_with('\'');
    const int value = byte ? number_in(rest_.substr(std::min<std::size_t>(rest_.size(), 2), 2), 16)
                           : (rest_.size() > 1 ? rest_[1] : 0);
    if (value > 0) add(static_cast<char>(value));
    take(byte ? 4 : 2);
  }

  // "\u104?": behind a letter that is told by its number stand as many for programs that know none as "\uc" says.
  void take_control_word() {
    std::size_t end = 1;
    while (end < rest_.size() && is_letter(rest_[end])) ++end;
    const std::string_view word = rest_.substr(1, end - 1);
    const auto number_end = std::min(rest_.find_first_not_of("-0123456789", end), rest_.size());
    const std::string_view digits = rest_.substr(end, number_end - end);
    const bool negative = digits.starts_with('-');
    const int number = number_in(negative ? digits.substr(1) : digits, 10);
    take(number_end);
    if (rest_.starts_with(' ')) take(1);
    // A control word stands for one letter where letters are passed over.
    if (to_skip_ > 0 && word != "u") --to_skip_;
    if (word == "uc" && number >= 0) substitutes_ = static_cast<std::size_t>(std::min(number, 100));
    if (word != "u" || number < 0) return;
    // Of 16 bits, with a sign.
    const int letter = negative ? (0x10000 - number % 0x10000) % 0x10000 : number % 0x10000;
    out_ += letter < 0x80 ? static_cast<char>(letter) : '?';
    to_skip_ = substitutes_;
  }

  std::string_view rest_;
  std::string out_;
  std::size_t substitutes_;
  std::size_t to_skip_ = 0;
};

// The last "\\uc" before: which of the groups around it may be closed is not looked at.
std::size_t substitutes_before(std::string_view text) {
  constexpr std::size_t searched = 4096, as_a_rule = 1, most = 100;
  constexpr std::string_view word = "\\uc";
  text = text.substr(text.size() - std::min(text.size(), searched));
  const auto at = text.rfind(word);
  if (at == std::string_view::npos) return as_a_rule;
  const int number = number_in(text.substr(at + word.size(), 3), 10);
  return number < 0 ? as_a_rule : std::min<std::size_t>(static_cast<std::size_t>(number), most);
}

}  // namespace

void read_rtf(std::string_view bytes, Content& content, const Budget& budget) {
  constexpr std::string_view beginning = "{\\rt", word = "\\template";
  if (!bytes.starts_with(beginning)) return;
  for (auto at = bytes.find(word); at != std::string_view::npos; at = bytes.find(word, at)) {
    at += word.size();
    // "\template" by the ten thousand: what was found so far is told.
    if (budget.is_spent()) {
      content.cut = true;
      return;
    }
    constexpr std::size_t longest_group = 8 * longest_target;
    if (at >= bytes.size() || is_letter(bytes[at])) continue;
    add_fetched(content, GroupReader(bytes.substr(at, longest_group), substitutes_before(bytes.substr(0, at))).read());
  }
}

}  // namespace fuwake::inspector
