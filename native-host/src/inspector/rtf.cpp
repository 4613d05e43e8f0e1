// The template that a document in RTF fetches when it is opened: "{\*\template http://…}" (Rich Text Format
// Specification 1.9.1, "Document Formatting Properties"). Its letters may be escaped, as attackers do: "\'68",
// "\u104?".
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <vector>

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
  GroupReader(std::string_view text, std::size_t substitutes) : rest_(text), substitutes_({substitutes}) {}

  std::string read() {
    while (!rest_.empty() && out_.size() < 2 * longest_target) {
      const char c = rest_.front();
      if (c == '\\') {
        take_escape();
        continue;
      }
      if (c == '{' && begins_ignored()) {
        skip_group();
        continue;
      }
      if (c == '{') substitutes_.push_back(substitutes_.back());
      if (c == '}') substitutes_.pop_back();
      if (substitutes_.empty()) break;
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
    if (word == "uc" && number >= 0) substitutes_.back() = static_cast<std::size_t>(std::min(number, 100));
    if (word != "u" || number < 0) return;
    // Of 16 bits, with a sign.
    const int letter = negative ? (0x10000 - number % 0x10000) % 0x10000 : number % 0x10000;
    out_ += letter < 0x80 ? static_cast<char>(letter) : '?';
    to_skip_ = substitutes_.back();
  }

  std::string_view rest_;
  std::string out_;
  std::vector<std::size_t> substitutes_;  // of each group that is open
  std::size_t to_skip_ = 0;
};

// A walk over all groups and control words, for what "\uc" says is forgotten where its group ends.
class DocumentReader {
 public:
  DocumentReader(std::string_view bytes, Content& content, const Budget& budget)
      : bytes_(bytes), content_(content), budget_(budget) {}

  void read() {
    for (at_ = next(0); at_ < bytes_.size(); at_ = next(at_)) {
      // "\template" or braces by the ten thousand: what was found so far is told.
      constexpr std::size_t often = 4096;
      if (++steps_ % often == 0 && budget_.is_spent()) content_.cut = true;
      if (content_.cut) return;
      if (bytes_[at_] == '\\')
        take_escape();
      else
        take_brace();
    }
  }

 private:
  std::size_t next(std::size_t from) const { return std::min(bytes_.find_first_of("{}\\", from), bytes_.size()); }

  void take_brace() {
    if (bytes_[at_] == '{')
      substitutes_.push_back(substitutes_.back());
    else if (substitutes_.size() > 1)
      substitutes_.pop_back();
    ++at_;
  }

  void take_escape() {
    std::size_t end = at_ + 1;
    while (end < bytes_.size() && is_letter(bytes_[end])) ++end;
    const std::string_view word = bytes_.substr(at_ + 1, end - at_ - 1);
    at_ = word.empty() ? at_ + 2 : end;
    if (word == "uc") substitutes_.back() = static_cast<std::uint8_t>(std::clamp(number(), 0, 100));
    if (word == "bin") skip_binary();
    if (word == "template") take_template();
  }

  // Behind the word that was taken.
  int number() const { return number_in(bytes_.substr(at_, 9), 10); }

  void skip_binary() {
    const int length = number();
    if (length < 0) return;
    at_ = std::min(bytes_.find_first_not_of("0123456789", at_), bytes_.size());
    at_ += static_cast<std::size_t>(length) + (bytes_.substr(at_).starts_with(' ') ? 1 : 0);
  }

  void take_template() {
    constexpr std::size_t longest_group = 8 * longest_target;
    if (budget_.is_spent()) {
      content_.cut = true;
      return;
    }
    add_fetched(content_, GroupReader(bytes_.substr(at_, longest_group), substitutes_.back()).read());
  }

  std::string_view bytes_;
  Content& content_;
  const Budget& budget_;
  std::size_t at_ = 0, steps_ = 0;
  std::vector<std::uint8_t> substitutes_ = {1};  // of each group that is open; one is the rule
};

}  // namespace

void read_rtf(std::string_view bytes, Content& content, const Budget& budget) {
  constexpr std::string_view beginning = "{\\rt";
  if (bytes.starts_with(beginning)) DocumentReader(bytes, content, budget).read();
}

}  // namespace fuwake::inspector
