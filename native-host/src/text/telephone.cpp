#include "text/telephone.h"

#include <cctype>

namespace fuwake::text {

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
    if (digits >= fewest_digits && digits <= most_digits && gaps >= 2) return std::string(text.substr(at, end - at));
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
