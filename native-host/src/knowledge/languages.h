// What there is in several languages, by tags as BCP 47 has them ("ja", "pt-BR"): sentences, names. Whoever adds a
// language adds data.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace fuwake::knowledge {

/// Whatever is in several languages is in this one at least, and it is shown where the reader's is not there.
inline constexpr std::string_view fallback_language = "en";

/// True for a language of ISO 639 in BCP 47's own spelling, with or without a script and a region: "ja", "pt-BR",
/// "zh-Hant"; not for "jp" or "pt-br", which no reader's locale would ever find.
bool is_language(std::string_view tag);

/// "zh-Hant-TW" → "zh-Hant", "zh" → "".
std::string without_last_part(const std::string& tag);

/// The locale of a system ("ja_JP.UTF-8", "ca_ES@valencia", "JA") or of Thunderbird ("pt-BR") as a tag: "ja-JP",
/// "ca-ES", "ja". What is no locale stays what it is.
std::string tag_of(std::string_view locale);

template <typename Value>
class ByLanguage {
 public:
  /// What is there already stays.
  void add(std::string tag, Value value) { values_.try_emplace(std::move(tag), std::move(value)); }

  bool has(std::string_view tag) const { return values_.contains(tag); }

  /// The value for a locale, or for its longest beginning that is there ("pt" for "pt-BR"; RFC 4647, 3.4), or else the
  /// English one. Throws std::out_of_range where there is not even that.
  const Value& in(std::string_view locale) const {
    for (std::string tag = tag_of(locale); !tag.empty(); tag = without_last_part(tag))
      if (const auto found = values_.find(tag); found != values_.end()) return found->second;
    return values_.at(std::string(fallback_language));
  }

 private:
  std::map<std::string, Value, std::less<>> values_;
};

}  // namespace fuwake::knowledge
