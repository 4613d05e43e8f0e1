#include "mail/dates.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <vector>

#include "text/ascii.h"

namespace fuwake::mail {
namespace {

// Words of a date: digits, letters, and signs glued to digits; comments are left out.
std::vector<std::string> words(std::string_view text) {
  constexpr std::size_t enough = 12;
  std::vector<std::string> out;
  int depth = 0;
  bool in_word = false;
  for (const char c : text.substr(0, 200)) {
    if (c == '(') ++depth;
    const bool inside = depth > 0;
    if (c == ')' && depth > 0) --depth;
    const bool separator = inside || c == ' ' || c == '\t' || c == ',' || c == '\r' || c == '\n' || c == '(' ||
                           (c == '-' && in_word);  // "14-Mar-2023"
    if (separator) {
      in_word = false;
      continue;
    }
    if (!in_word) {
      if (out.size() == enough) break;
      out.emplace_back();
    }
    in_word = true;
    out.back() += c;
  }
  return out;
}

std::optional<int> number(std::string_view text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<unsigned> month(std::string_view text) {
  constexpr std::array<std::string_view, 12> names = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::string lower = text::to_lower(text.substr(0, 3));
  for (unsigned i = 0; i < names.size(); ++i)
    if (lower == names[i]) return i + 1;
  return std::nullopt;
}

std::optional<int> seconds_of_day(std::string_view text) {
  std::array<int, 3> parts{};
  std::size_t count = 0;
  while (count < 3) {
    const auto colon = text.find(':');
    const auto value = number(text.substr(0, colon));
    if (!value) return std::nullopt;
    parts[count++] = *value;
    if (colon == std::string_view::npos) break;
    text.remove_prefix(colon + 1);
  }
  if (count < 2 || parts[0] > 23 || parts[1] > 59 || parts[2] > 60) return std::nullopt;
  return parts[0] * 3600 + parts[1] * 60 + parts[2];
}

int zone_offset(std::string_view zone) {
  struct Named {
    std::string_view name;
    int hours;
  };
  constexpr Named named[] = {{"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5},
                             {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}};
  for (const Named& entry : named)
    if (zone == entry.name) return entry.hours * 3600;
  if (zone.size() == 5 && (zone[0] == '+' || zone[0] == '-')) {
    const auto value = number(zone.substr(1));
    if (value && *value / 100 <= 14 && *value % 100 <= 59) {
      const int seconds = *value / 100 * 3600 + *value % 100 * 60;
      return zone[0] == '-' ? -seconds : seconds;
    }
  }
  return 0;
}

int full_year(int year) {
  if (year < 50) return year + 2000;
  return year < 1000 ? year + 1900 : year;
}

}  // namespace

std::optional<UnixTime> parse_date(std::string_view text) {
  const auto parts = words(text);
  for (std::size_t i = 0; i + 2 < parts.size() && i < 3; ++i) {
    // Up to two words may come before the day: "Tue", or what a broken clock wrote.
    const auto day_first = number(parts[i]);
    const auto month_second = month(parts[i + 1]);
    if (day_first && month_second) {
      const auto year = number(parts[i + 2]);
      const auto time = i + 3 < parts.size() ? seconds_of_day(parts[i + 3]) : std::nullopt;
      if (!year || !time) return std::nullopt;
      const std::chrono::year_month_day date{std::chrono::year{full_year(*year)}, std::chrono::month{*month_second},
                                             std::chrono::day{static_cast<unsigned>(*day_first)}};
      if (!date.ok()) return std::nullopt;
      const auto days = std::chrono::sys_days{date}.time_since_epoch().count();
      const int zone = i + 4 < parts.size() ? zone_offset(parts[i + 4]) : 0;
      return static_cast<UnixTime>(days) * 86400 + *time - zone;
    }
  }
  return std::nullopt;
}

std::string to_rfc3339(UnixTime time) {
  const auto point = std::chrono::sys_seconds{std::chrono::seconds{time}};
  const auto day = std::chrono::floor<std::chrono::days>(point);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{point - day};
  char text[48];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text;
}

std::optional<UnixTime> parse_rfc3339(const std::string& text) {
  int year = 0, hours = 0, minutes = 0, seconds = 0;
  unsigned month = 0, day = 0;
  if (std::sscanf(text.c_str(), "%4d-%2u-%2uT%2d:%2d:%2dZ", &year, &month, &day, &hours, &minutes, &seconds) != 6)
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  const auto point = std::chrono::sys_days{date} + std::chrono::hours{hours} + std::chrono::minutes{minutes} +
                     std::chrono::seconds{seconds};
  return std::chrono::floor<std::chrono::seconds>(point).time_since_epoch().count();
}

}  // namespace fuwake::mail
