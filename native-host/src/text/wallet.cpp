#include "text/wallet.h"

#include <algorithm>

#include "text/ascii.h"

namespace fuwake::text {
namespace {

bool consists_of(std::string_view word, std::string_view alphabet) {
  return word.find_first_not_of(alphabet) == std::string_view::npos;
}

bool has_length(std::string_view word, std::size_t least, std::size_t most) {
  return word.size() >= least && word.size() <= most;
}

// Capitals, small letters and digits: "3333333333" and a long word are none.
bool is_mixed(std::string_view word) {
  const auto has = [&](auto is) { return std::any_of(word.begin(), word.end(), is); };
  return has([](char c) { return is_digit(c); }) && has([](char c) { return c >= 'a' && c <= 'z'; }) &&
         has([](char c) { return c >= 'A' && c <= 'Z'; });
}

// BIP 173: of one case, and without 1, b, i and o.
bool is_bech32(std::string_view word) {
  const std::string lower = to_lower(word);
  const std::string_view text = lower;
  if (!text.starts_with("bc1") && !text.starts_with("ltc1")) return false;
  const std::string_view data = text.substr(text.find('1') + 1);
  return has_length(text, 26, 90) && consists_of(data, "qpzry9x8gf2tvdw0s3jn54khce6mua7l");
}

bool is_base58(std::string_view word) {
  constexpr std::string_view base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  if (word.empty() || !consists_of(word, base58) || !is_mixed(word)) return false;
  const char first = word.front();
  const bool bitcoin = (first == '1' || first == '3') && has_length(word, 26, 35);
  const bool tron = first == 'T' && word.size() == 34;
  const bool monero = (first == '4' || first == '8') && has_length(word, 95, 106);
  return bitcoin || tron || monero;
}

bool is_ethereum(std::string_view word) {
  return word.size() == 42 && word.starts_with("0x") && consists_of(word.substr(2), "0123456789abcdefABCDEF");
}

}  // namespace

std::string wallet_address_in(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = std::find_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_alphanumeric);
    const auto end = std::find_if_not(begin, text.end(), is_alphanumeric);
    const std::string_view word(
        text.substr(static_cast<std::size_t>(begin - text.begin()), static_cast<std::size_t>(end - begin)));
    if (is_bech32(word) || is_base58(word) || is_ethereum(word)) return std::string(word);
    at = static_cast<std::size_t>(end - text.begin());
  }
  return {};
}

}  // namespace fuwake::text
