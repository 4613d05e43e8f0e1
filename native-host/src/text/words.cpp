#include "text/words.h"

#include "text/ascii.h"

namespace fuwake::text {
namespace {

// U+00C0 to U+024F, two bytes in UTF-8.
bool is_accented_lead(char c) {
  return static_cast<unsigned char>(c) >= 0xc3 && static_cast<unsigned char>(c) <= 0xc9;
}

}  // namespace

bool is_letter_at(std::string_view text, std::size_t at) {
  return at < text.size() && (is_alphanumeric(text[at]) || is_accented_lead(text[at]));
}

bool is_letter_before(std::string_view text, std::size_t at) {
  if (at == 0 || at > text.size()) return false;
  return is_alphanumeric(text[at - 1]) || (at >= 2 && is_accented_lead(text[at - 2]));
}

std::size_t find_word(std::string_view text, std::string_view word, std::size_t from, bool stem) {
  for (auto at = text.find(word, from); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const auto end = at + word.size();
    const bool goes_back = is_letter_at(word, 0) && is_letter_before(text, at);
    const bool goes_on = !stem && is_letter_before(word, word.size()) && is_letter_at(text, end);
    if (!goes_back && !goes_on) return at;
  }
  return std::string_view::npos;
}

}  // namespace fuwake::text
