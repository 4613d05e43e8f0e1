#include "page/css_values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "text/ascii.h"

namespace fuwake::page {
namespace {

// In pixels; of letters 16 high, in a window of 800.
std::optional<double> worth_of(std::string_view unit, double per_cent) {
  constexpr std::array<std::pair<std::string_view, double>, 12> units = {{{"", 1},
                                                                          {"px", 1},
                                                                          {"em", 16},
                                                                          {"rem", 16},
                                                                          {"ex", 8},
                                                                          {"ch", 8},
                                                                          {"pt", 4.0 / 3},
                                                                          {"pc", 16},
                                                                          {"in", 96},
                                                                          {"cm", 37.8},
                                                                          {"mm", 3.78},
                                                                          {"q", 0.945}}};
  if (unit == "%") return per_cent;
  for (const auto& [name, pixels] : units)
    if (name == unit) return pixels;
  // "vh", "svw", "dvmin", "lh", "cqi"
  const bool of_window = unit.find('v') != std::string_view::npos || unit.starts_with("cq");
  return of_window ? std::optional(8.0) : unit.ends_with("lh") ? std::optional(20.0) : std::nullopt;
}

// Sums, products and functions of numbers.
class Arithmetic {
 public:
  Arithmetic(std::string_view value, double per_cent) : rest_(value), per_cent_(per_cent) {}

  std::optional<double> read() { return term(); }

 private:
  static constexpr int deepest = 32;

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  template <typename IsOfWord>
  std::string_view take_while(IsOfWord is_of_word) {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_of_word);
    const std::string_view word = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(word.size());
    return word;
  }

  std::optional<double> number() {
    constexpr std::size_t longest = 60;
    const std::string digits(rest_.substr(0, longest));
    char* end = nullptr;
    const double value = std::strtod(digits.c_str(), &end);
    rest_.remove_prefix(static_cast<std::size_t>(end - digits.c_str()));
    const auto worth = worth_of(take_while([](char c) { return text::is_alpha(c) || c == '%'; }), per_cent_);
    return worth && std::isfinite(value) ? std::optional(value * *worth) : std::nullopt;
  }

  static std::optional<double> applied(std::string_view function, const std::vector<double>& values) {
    if (values.empty()) return std::nullopt;
    if (function == "min") return *std::min_element(values.begin(), values.end());
    if (function == "max") return *std::max_element(values.begin(), values.end());
    if (function == "clamp" && values.size() == 3) return std::max(values[0], std::min(values[1], values[2]));
    if (function == "abs") return std::abs(values[0]);
    return function == "calc" || function == "-webkit-calc" || function == "-moz-calc" || function.empty()
               ? std::optional(values[0])
               : std::nullopt;
  }

  std::optional<double> function() {
    const std::string_view name = take_while([](char c) { return text::is_alpha(c) || c == '-'; });
    if (name == "pi") return 3.14159;
    if (name == "infinity") return 1e9;
    if (name == "-infinity") return -1e9;
    if (!take('(') || ++depth_ > deepest) return std::nullopt;
    std::vector<double> values;
    do {
      const auto value = sum();
      if (!value) return std::nullopt;
      values.push_back(*value);
    } while (take(','));
    --depth_;
    return take(')') || rest_.empty() ? applied(name, values) : std::nullopt;
  }

  std::optional<double> term() {
    const bool begins_number = !rest_.empty() && (text::is_digit(rest_.front()) || rest_.front() == '.' ||
                                                  ((rest_.front() == '-' || rest_.front() == '+') && rest_.size() > 1 &&
                                                   (text::is_digit(rest_[1]) || rest_[1] == '.')));
    return begins_number ? number() : function();
  }

  std::optional<double> product() {
    auto value = term();
    while (value && (rest_.starts_with('*') || rest_.starts_with('/'))) {
      const bool divides = rest_.front() == '/';
      rest_.remove_prefix(1);
      const auto by = term();
      if (!by || (divides && *by == 0)) return std::nullopt;
      value = divides ? *value / *by : *value * *by;
    }
    return value;
  }

  std::optional<double> sum() {
    auto value = product();
    while (value && (rest_.starts_with('+') || rest_.starts_with('-'))) {
      const bool less = rest_.front() == '-';
      rest_.remove_prefix(1);
      const auto other = product();
      if (!other) return std::nullopt;
      value = less ? *value - *other : *value + *other;
    }
    return value;
  }

  std::string_view rest_;
  double per_cent_;
  int depth_ = 0;
};

constexpr std::size_t longest_value = 1000;

}  // namespace

std::optional<double> css_number(std::string_view value, double per_cent) {
  return Arithmetic(value.substr(0, longest_value), per_cent).read();
}

std::optional<double> smallest_number_in(std::string_view value, double per_cent) {
  std::optional<double> smallest;
  value = value.substr(0, longest_value);
  for (std::size_t at = 0; at < value.size(); ++at) {
    const bool begins = at == 0 || value[at - 1] == '(' || value[at - 1] == ',';
    const auto number = begins ? css_number(value.substr(at), per_cent) : std::nullopt;
    if (number && (!smallest || *number < *smallest)) smallest = number;
  }
  return smallest;
}

}  // namespace fuwake::page
