#include "report/sentences.h"

#include <unicode/datefmt.h>
#include <unicode/locid.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "knowledge/stanzas.h"

namespace fuwake::report {
namespace {

std::shared_ptr<const icu::LocaleDisplayNames> short_names_in(const std::string& language) {
  UDisplayContext contexts[] = {UDISPCTX_LENGTH_SHORT};
  return std::shared_ptr<const icu::LocaleDisplayNames>(
      icu::LocaleDisplayNames::createInstance(icu::Locale(language.c_str()), contexts, 1));
}

}  // namespace

Sentences::Sentences(std::string language)
    : language_(std::move(language)), counting_(language_), names_(short_names_in(language_)) {}

Sentences Sentences::parse(std::string_view json, std::string language) {
  Sentences sentences(std::move(language));
  try {
    const auto data = nlohmann::json::parse(json);
    for (const auto& [group, entries] : data.items())
      for (const auto& [key, value] : entries.items()) {
        if (group != "advice")
          sentences.groups_[group].emplace(key, sentences.read(value.get<std::string>()));
        else
          for (const auto& pattern : value)
            sentences.advice_[key].push_back(sentences.read(pattern.get<std::string>()));
      }
  } catch (const nlohmann::json::exception& error) {
    throw knowledge::DataError("sentences/" + sentences.language_ + ".json: " + error.what());
  }
  return sentences;
}

Pattern Sentences::read(std::string_view pattern) const {
  auto read = Pattern::parse(pattern);
  if (!read) throw knowledge::DataError("sentences/" + language_ + ".json: no pattern: " + std::string(pattern));
  return *std::move(read);
}

const Pattern* Sentences::pattern(const std::string& group, const std::string& key) const {
  const auto entries = groups_.find(group);
  if (entries == groups_.end()) return nullptr;
  const auto found = entries->second.find(key);
  return found != entries->second.end() ? &found->second : nullptr;
}

Segments Sentences::tell(const std::string& group, const std::string& key, const Arguments& arguments) const {
  const Pattern* found = pattern(group, key);
  return found != nullptr ? found->fill(arguments, counting_) : Segments();
}

std::string Sentences::say(const std::string& group, const std::string& key, const Arguments& arguments) const {
  return plain(tell(group, key, arguments));
}

std::vector<Segments> Sentences::advice(const std::string& kind, const Arguments& arguments) const {
  std::vector<Segments> out;
  const auto patterns = advice_.find(kind);
  if (patterns == advice_.end()) return out;
  for (const Pattern& pattern : patterns->second)
    if (Segments sentence = pattern.fill(arguments, counting_); !sentence.empty()) out.push_back(std::move(sentence));
  return out;
}

std::string Sentences::country(const std::string& code) const {
  if (code.size() != 2) return "";
  icu::UnicodeString name;
  if (names_) names_->regionDisplayName(code.c_str(), name);
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
      return (seconds < 0 ? "−" : "") + say("labels", unit.label, {{"count", length / unit.seconds}});
  return "";
}

std::string Sentences::moment(std::int64_t time) const {
  // Making one takes longer than all else of a hop, and no two threads may use the same.
  thread_local std::map<std::string, std::unique_ptr<icu::DateFormat>> formats;
  std::unique_ptr<icu::DateFormat>& format = formats[say("labels", "datesOf")];
  if (!format)
    format.reset(icu::DateFormat::createDateTimeInstance(icu::DateFormat::kMedium, icu::DateFormat::kLong,
                                                         icu::Locale(say("labels", "datesOf").c_str())));
  if (!format) return "";
  icu::UnicodeString text;
  format->format(static_cast<UDate>(time) * 1000, text);
  std::string out;
  return text.toUTF8String(out);
}

std::vector<std::string> Languages::offered(const std::filesystem::path& folder) {
  std::vector<std::string> languages;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ".json") languages.push_back(entry.path().stem().string());
  std::sort(languages.begin(), languages.end());
  return languages;
}

Languages Languages::read(const std::filesystem::path& folder) {
  Languages languages;
  for (const std::string& language : offered(folder)) {
    const auto file = folder / (language + ".json");
    if (!knowledge::is_language(language)) throw knowledge::DataError(file.string() + ": is called like no language");
    languages.sentences_.add(language, Sentences::parse(knowledge::read_file(file), language));
  }
  if (!languages.sentences_.has(knowledge::fallback_language))
    throw knowledge::DataError((folder / "en.json").string() + ": is missing, and English stands in for the rest");
  return languages;
}

}  // namespace fuwake::report
