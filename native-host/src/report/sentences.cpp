#include "report/sentences.h"

#include <unicode/datefmt.h>
#include <unicode/locid.h>
#include <unicode/msgfmt.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "knowledge/stanzas.h"

namespace fuwake::report {

Sentences Sentences::parse(std::string_view json, std::string language) {
  Sentences sentences;
  sentences.language_ = std::move(language);
  try {
    const auto data = nlohmann::json::parse(json);
    for (const auto& [group, entries] : data.items()) {
      if (group == "advice")
        sentences.advice_ = entries.get<std::map<std::string, std::vector<std::string>>>();
      else
        sentences.groups_[group] = entries.get<std::map<std::string, std::string>>();
    }
  } catch (const nlohmann::json::exception& error) {
    throw knowledge::DataError("sentences/" + sentences.language_ + ".json: " + error.what());
  }
  return sentences;
}

bool Sentences::has(const std::string& group, const std::string& key) const {
  const auto entries = groups_.find(group);
  return entries != groups_.end() && entries->second.contains(key);
}

std::string Sentences::pattern(const std::string& group, const std::string& key) const {
  return has(group, key) ? groups_.at(group).at(key) : "";
}

std::string Sentences::say(const std::string& group, const std::string& key, const Arguments& arguments) const {
  return has(group, key) ? format(pattern(group, key), arguments) : "";
}

std::vector<std::string> Sentences::advice(const std::string& level, const Arguments& arguments) const {
  std::vector<std::string> out;
  const auto patterns = advice_.find(level);
  if (patterns == advice_.end()) return out;
  for (const std::string& pattern : patterns->second) {
    const auto open = pattern.find('{');
    if (open != std::string::npos) {
      const std::string needed = pattern.substr(open + 1, pattern.find('}', open) - open - 1);
      const auto argument = arguments.find(needed);
      if (argument == arguments.end() || argument->second.empty()) continue;
    }
    out.push_back(format(pattern, arguments));
  }
  return out;
}

std::string Sentences::country(const std::string& code) const {
  if (code.size() != 2) return "";
  icu::UnicodeString name;
  icu::Locale("", code.c_str()).getDisplayCountry(icu::Locale(language_.c_str()), name);
  std::string out;
  return name.toUTF8String(out);
}

std::string Sentences::duration(std::int64_t seconds) const {
  struct Unit {
    const char* label;
    std::int64_t seconds;
  };
  constexpr Unit units[] = {{"days", 86400}, {"hours", 3600}, {"minutes", 60}, {"seconds", 1}};
  // Anybody can date a hop; beyond a century the figure says nothing more.
  constexpr std::int64_t longest = 36525LL * 86400;
  const std::int64_t length = seconds < 0 ? -std::max(seconds, -longest) : std::min(seconds, longest);
  for (const Unit& unit : units)
    if (length >= unit.seconds || unit.seconds == 1)
      return (seconds < 0 ? "−" : "") + say("labels", unit.label, {{"count", std::to_string(length / unit.seconds)}});
  return "";
}

std::string Sentences::moment(std::int64_t time) const {
  // Day before month, as most of the world has it; ICU's plain "en" is American.
  const icu::Locale locale(language_ == "en" ? "en_GB" : language_.c_str());
  const std::unique_ptr<icu::DateFormat> format(
      icu::DateFormat::createDateTimeInstance(icu::DateFormat::kMedium, icu::DateFormat::kMedium, locale));
  if (!format) return "";
  icu::UnicodeString text;
  format->format(static_cast<UDate>(time) * 1000, text);
  std::string out;
  return text.toUTF8String(out);
}

std::string Sentences::format(const std::string& pattern, const Arguments& arguments) const {
  UErrorCode status = U_ZERO_ERROR;
  icu::MessageFormat message(icu::UnicodeString::fromUTF8(pattern), icu::Locale(language_.c_str()), status);
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& [name, value] : arguments) {
    names.push_back(icu::UnicodeString::fromUTF8(name));
    // Plural patterns need a number where a number is meant; only counts are numbers.
    int number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (name == "count" && error == std::errc() && end == value.data() + value.size())
      values.emplace_back(number);
    else
      values.emplace_back(icu::UnicodeString::fromUTF8(value));
  }
  // An argument that is missing would be printed as "{name}".
  const auto pattern_names = message.getFormatNames(status);
  std::unique_ptr<icu::StringEnumeration> owned(pattern_names);
  if (U_SUCCESS(status) && owned) {
    while (const icu::UnicodeString* name = owned->snext(status)) {
      std::string key;
      if (arguments.contains(name->toUTF8String(key))) continue;
      names.push_back(*name);
      values.emplace_back(icu::UnicodeString());
    }
  }
  icu::UnicodeString result;
  message.format(names.data(), values.data(), static_cast<int32_t>(names.size()), result, status);
  std::string out;
  if (U_SUCCESS(status)) result.toUTF8String(out);
  return out;
}

Languages Languages::read(const std::filesystem::path& folder) {
  Languages languages;
  for (const std::string language : {"en", "ja"})
    languages.sentences_.emplace(language,
                                 Sentences::parse(knowledge::read_file(folder / (language + ".json")), language));
  return languages;
}

const Sentences& Languages::choose(std::string_view locale) const {
  const auto found = sentences_.find(std::string(locale.substr(0, locale.find_first_of("-_."))));
  return found != sentences_.end() ? found->second : sentences_.at("en");
}

}  // namespace fuwake::report
