#include "text/telephone.h"

#include <algorithm>
#include <cctype>

namespace fuwake::text {
namespace {

// "NL91 BUNQ 2094 4718 03", "DE89 3704 0044 …": the digits behind a country's two letters and two digits, and perhaps
// the bank's four letters (ISO 13616), are an account's, and nobody dials them.
bool is_of_account(std::string_view before) {
  const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  const auto is_digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  constexpr std::size_t bank = 4, check = 4;
  while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  if (before.size() > bank && std::all_of(before.end() - bank, before.end(), is_letter)) {
    before.remove_suffix(bank);
    while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  }
  if (before.size() < check) return false;
  const std::string_view last = before.substr(before.size() - check);
  return is_letter(last[0]) && is_letter(last[1]) && is_digit(last[2]) && is_digit(last[3]) &&
         (before.size() == check || !std::isalnum(static_cast<unsigned char>(before[before.size() - check - 1])));
}

}  // namespace

std::string telephone_number_in(std::string_view text) {
  constexpr std::size_t fewest_digits = 10, most_digits = 15, longest_gap = 2;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool starts = (text[at] == '+' || text[at] == '(' || std::isdigit(static_cast<unsigned char>(text[at]))) &&
                        (at == 0 || !std::isalnum(static_cast<unsigned char>(text[at - 1])));
    if (!starts) continue;
    std::size_t digits = 0, gap = 0, gaps = 0, end = at;
    for (std::size_t i = at; i < text.size() && gap <= longest_gap; ++i) {
      if (std::isdigit(static_cast<unsigned char>(text[i]))) {
        gaps += gap > 0 && digits > 0;
        gap = 0;
        end = i + 1;
        if (++digits > most_digits) break;
      } else if (std::string_view("+()-. ").find(text[i]) != std::string_view::npos) {
        ++gap;
      } else {
        if (std::isalpha(static_cast<unsigned char>(text[i])) && gap == 0) digits = 0;  // an order's number
        break;
      }
    }
    if (digits >= fewest_digits && digits <= most_digits && gaps >= 2 && !is_of_account(text.substr(0, at)))
      return std::string(text.substr(at, end - at));
    if (end > at) at = end - 1;
  }
  return {};
}

bool has_number_to_dial(std::string_view folded) {
  constexpr std::size_t fewest_digits = 10, longest_gap = 6;
  std::size_t digits = 0, gap = 0;
  for (const char c : folded) {
    if (c >= '0' && c <= '9') {
      gap = 0;
      if (++digits >= fewest_digits) return true;
    } else if ((c >= 'a' && c <= 'z') || ++gap > longest_gap) {
      digits = gap = 0;
    }
  }
  return false;
}

}  // namespace fuwake::text
